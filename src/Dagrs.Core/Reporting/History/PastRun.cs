using Dagrs.Core.Events;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.History;

/// <summary>A run of the past, or one still running, as the history shows it. It does not know where it is stored.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsAlive">True while it is running.</param>
internal sealed record PastRun(RecordedRun Run, bool IsAlive)
{
    private const int FirstOfSignals = 128;

    /// <summary>Its result, in a word.</summary>
    public string Result => Run.ExitCode switch
    {
        null => IsAlive ? "running" : "killed",
        RunExit.Success => "succeeded",
        RunExit.TimedOut => "timed-out",
        > FirstOfSignals => "stopped",
        _ => "failed",
    };

    /// <summary>The number of tasks in a state.</summary>
    public int Count(TaskState state) => Run.Tasks.Count(task => task.State == state);
}
