namespace Dagrs.Core.Events;

/// <summary>The exit code of a run, by its outcome; the same for the program and the library.</summary>
internal static class RunExit
{
    public const int Success = 0;
    public const int TaskFailed = 1;
    public const int OwnFailure = 4;
    public const int TimedOut = 124;
    public const int NobodyReads = 141;

    public static int CodeOf(RunReport report) => report.Stop switch
    {
        StopCause.Timeout => TimedOut,
        StopCause.Signal("SIGINT") => 130,
        StopCause.Signal("SIGTERM") => 143,
        StopCause.Signal("SIGHUP") => 129,
        StopCause.Signal("SIGPIPE") => NobodyReads,
        StopCause.Fault => OwnFailure,
        _ => report.Succeeded ? Success : TaskFailed,
    };
}
