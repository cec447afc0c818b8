namespace Dagrs.Core.State.Cache;

/// <summary>What a run may do with the cache.</summary>
internal enum CacheMode : byte
{
    /// <summary>It takes from it and adds to it.</summary>
    Write,

    /// <summary>It takes from it only.</summary>
    Read,

    Off,
}
