using Dagrs.Core.Events;

namespace Dagrs.Console;

/// <summary>All exit codes of dagrs.</summary>
internal static class ExitCode
{
    public const int Success = RunExit.Success;
    public const int TaskFailed = RunExit.TaskFailed;
    public const int BadCommandLine = 2;
    public const int BadFile = 3;
    public const int OwnFailure = RunExit.OwnFailure;
    public const int TimedOut = RunExit.TimedOut;
    public const int NobodyReads = RunExit.NobodyReads;

    /// <summary>The meaning of each, for people.</summary>
    public static IReadOnlyList<(string Codes, string When)> Meanings { get; } =
    [
        ($"{Success}", "all tasks succeeded"),
        ($"{TaskFailed}", "a task failed or timed out, or a confirmation was declined"),
        ($"{BadCommandLine}", "bad command line: unknown task or parameter, a parameter without a value, a confirmation without a terminal"),
        ($"{BadFile}", "the file is missing, unreadable or wrong; nothing was run"),
        ($"{OwnFailure}", "dagrs itself failed: a bug, or no disk space for what it writes"),
        ($"{TimedOut}", "the whole run timed out"),
        ("130, 143, 129", "stopped by SIGINT, SIGTERM, SIGHUP"),
        ($"{NobodyReads}", "the reader of the output has gone, as in `dagrs list | head -1`"),
    ];
}
