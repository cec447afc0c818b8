using Dagrs.Core.Events;

namespace Dagrs.Cli;

/// <summary>The exit codes of dagrs, all of them.</summary>
internal static class ExitCode
{
    public const int Success = RunExit.Success;
    public const int TaskFailed = RunExit.TaskFailed;
    public const int BadCommandLine = 2;
    public const int BadFile = 3;
    public const int OwnFailure = RunExit.OwnFailure;
    public const int TimedOut = RunExit.TimedOut;
    public const int NobodyReads = RunExit.NobodyReads;
}
