namespace Dagrs.Core.State.Files;

/// <summary>The outcome of asking for a stamp.</summary>
internal enum StampAnswer : byte
{
    Found,

    /// <summary>Nothing exists at the path.</summary>
    Absent,

    /// <summary>The system does not say: permission is denied, or an error occurred.</summary>
    Refused,
}
