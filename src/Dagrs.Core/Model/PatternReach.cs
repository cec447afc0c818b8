namespace Dagrs.Core.Model;

/// <summary>What a pattern for files means besides what it names itself.</summary>
internal enum PatternReach : byte
{
    /// <summary>Nothing: a file whose name matches, no folder.</summary>
    Itself,

    /// <summary>A file, or a folder with all below it.</summary>
    AllBelowToo,

    /// <summary>All below a folder, and not what has its name.</summary>
    OnlyBelow,
}
