namespace Dagrs.Core.State.Cache;

/// <summary>The result of a hit, besides the files, which are in place already.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Log">The recorded output of the task.</param>
internal sealed record CacheHit(CacheEntry Entry, CachedLog Log);
