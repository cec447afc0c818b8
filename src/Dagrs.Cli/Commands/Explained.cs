using Dagrs.Cli.Running;
using Dagrs.Core.Definition;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Cli.Commands;

/// <summary>
/// Predicts what a run would do with each task, from what is remembered. Runs no task and writes nothing; it asks the tools that tasks name as inputs.
/// </summary>
internal static class Explained
{
    /// <param name="selected">What would run.</param>
    /// <param name="state">The state of the file; null: none.</param>
    /// <param name="folder">The folder of the file.</param>
    /// <param name="isForced">Whether a task would run in any case.</param>
    public static Func<TaskNode, Prospect> Of(Selected selected, StateFolder? state, string folder, Func<string, bool> isForced)
    {
        var run = RandomId.New()[..16];
        var executor = new ProcessExecutor();
        using var outlook = new Outlook(
            selected.Dag,
            new TaskRecords(state?.Path ?? "", run, TimeProvider.System),
            plan: null,
            RememberedTasks.Options(run, folder, state is null ? [] : [state.Path], isForced, executor));
        new Scheduler(selected.Dag, new RunOptions { Id = run, Parallelism = 1, FailureMode = FailureMode.KeepGoing, TaskMemory = outlook, Resources = selected.ResourcesAhead, KeepsOutputs = false, Executor = executor, Memory = long.MaxValue })
            .RunAsync().GetAwaiter().GetResult();
        return outlook.Of;
    }
}
