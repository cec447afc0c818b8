namespace Dagrs.Core.State.Cache;

/// <summary>What a hit gives besides the files, which stand in their places.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Output">What successors see as the task's output.</param>
/// <param name="Log">What the task printed.</param>
internal sealed record CacheHit(CacheEntry Entry, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Log);
