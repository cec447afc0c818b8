namespace Dagrs.Core.Model;

/// <summary>What a file pattern matches besides the path it names.</summary>
internal enum PatternReach : byte
{
    /// <summary>Nothing: only a file whose name matches, no folder.</summary>
    Itself,

    /// <summary>A file, or a folder with everything below it.</summary>
    AllBelowToo,

    /// <summary>Everything below a folder, but not the folder itself.</summary>
    OnlyBelow,
}
