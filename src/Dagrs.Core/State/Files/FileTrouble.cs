namespace Dagrs.Core.State.Files;

/// <summary>Why a file has no mark.</summary>
internal enum FileTrouble : byte
{
    None,

    /// <summary>It no longer exists.</summary>
    Gone,

    /// <summary>It was changed while it was read.</summary>
    Changed,

    /// <summary>It cannot be opened or read.</summary>
    Unreadable,
}
