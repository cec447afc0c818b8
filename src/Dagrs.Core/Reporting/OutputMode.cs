namespace Dagrs.Core.Reporting;

/// <summary>How the output of concurrent tasks is shown.</summary>
internal enum OutputMode : byte
{
    /// <summary>Each line as <c>[id] line</c>, as soon as it is complete.</summary>
    Prefix,

    /// <summary>A task's output as one block, when the task ends.</summary>
    Group,

    /// <summary>The oldest running task live; the others wait for their turn.</summary>
    KeepOrder,

    /// <summary>As one block, and only for tasks that failed.</summary>
    ErrorsOnly,

    /// <summary>The unchanged bytes, as they arrive.</summary>
    Raw,
}
