namespace Dagrs.Core.State.Cache;

/// <summary>What a run may do with the cache.</summary>
internal enum CacheMode : byte
{
    /// <summary>Read entries and add new ones.</summary>
    Write,

    /// <summary>Read only.</summary>
    Read,

    Off,
}
