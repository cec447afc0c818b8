namespace Dagrs.Core.Reporting;

/// <summary>How the output of tasks that run at once is shown.</summary>
internal enum OutputMode : byte
{
    /// <summary>Each whole line as <c>[id] line</c>, as soon as it is there.</summary>
    Prefix,

    /// <summary>A task's output in one piece, when the task ends.</summary>
    Group,

    /// <summary>The oldest running task is shown as it writes; the others wait for their turn.</summary>
    KeepOrder,

    /// <summary>In one piece, and only that of tasks that failed.</summary>
    ErrorsOnly,

    /// <summary>The very bytes, as they come.</summary>
    Raw,
}
