using Dagrs.Core.Events;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.History;

/// <summary>A run of the past, or one that goes on, as a history shows it. It does not know where it was found.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsAlive">True while it goes on.</param>
internal sealed record PastRun(RecordedRun Run, bool IsAlive)
{
    private const int FirstOfSignals = 128;

    /// <summary>What has become of it, in a word.</summary>
    public string Result => Run.ExitCode switch
    {
        null => IsAlive ? "running" : "killed",
        RunExit.Success => "succeeded",
        RunExit.TimedOut => "timed-out",
        > FirstOfSignals => "stopped",
        _ => "failed",
    };

    /// <summary>How many tasks are in a state.</summary>
    public int Count(TaskState state) => Run.Tasks.Count(task => task.State == state);
}
