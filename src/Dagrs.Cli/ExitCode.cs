using Dagrs.Core.Events;

namespace Dagrs.Cli;

/// <summary>The exit codes of dagrs, all of them.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int TaskFailed = 1;
    public const int BadCommandLine = 2;
    public const int BadFile = 3;
    public const int OwnFailure = 4;
    public const int TimedOut = 124;
    public const int NobodyReads = 141;

    public static int Of(RunReport report) => report.Stop switch
    {
        StopCause.Timeout => TimedOut,
        StopCause.Signal("SIGINT") => 130,
        StopCause.Signal("SIGTERM") => 143,
        StopCause.Signal("SIGHUP") => 129,
        StopCause.Signal("SIGPIPE") => NobodyReads,
        _ => report.Succeeded ? Success : TaskFailed,
    };
}
