namespace Dagrs.Core.State.Files;

/// <summary>What has become of the question for a stamp.</summary>
internal enum StampAnswer : byte
{
    Found,

    /// <summary>There is nothing.</summary>
    Absent,

    /// <summary>The system does not say, for want of rights or for a fault.</summary>
    Refused,
}
