namespace Dagrs.Core.State.Cache;

/// <summary>What a hit gives besides the files, which stand in their places.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Log">What the task wrote.</param>
internal sealed record CacheHit(CacheEntry Entry, CachedLog Log);
