namespace Dagrs.Core.State.Files;

/// <summary>Why it cannot be said what a file is.</summary>
internal enum FileTrouble : byte
{
    None,

    /// <summary>It is not there any more.</summary>
    Gone,

    /// <summary>Somebody changed it while it was read.</summary>
    Changed,

    /// <summary>It cannot be opened or read.</summary>
    Unreadable,
}
