using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.UpToDate;

/// <summary>Where a task runs, and what it asks of a cluster there, is no part of what it is.</summary>
public sealed class OtherPlaceTests
{
    private const int Patience = 60_000; // ms

    [Fact(Timeout = Patience)]
    public async Task A_task_that_ran_here_is_up_to_date_elsewhere()
    {
        using var folder = new TemporaryFolder();
        using var state = new TemporaryFolder();
        folder.Write("in", "1");

        Assert.Equal(TaskState.Succeeded, await RunAsync(folder, state, 0, "executor: direct"));
        Assert.Equal(TaskState.UpToDate, await RunAsync(folder, state, 1, "executor: slurm, slurm: { partition: p, account: a, qos: q, max-jobs: 1, node-failures: 1, extra: --exclusive }"));
        Assert.Equal(TaskState.Succeeded, await RunAsync(folder, state, 2, "env: { A: b }")); // it would be seen
    }

    private static async Task<TaskState> RunAsync(TemporaryFolder folder, TemporaryFolder state, int run, string keys)
    {
        var path = folder.Write("dagrs.yaml", $"dagrs: {{ a: {{ name: A, cmd: cp in out, dir: '{folder.Path}', inputs: in, outputs: out, {keys} }} }}");
        var dag = Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new RunInput()).Dag;
        using var memory = new TaskMemory(
            dag,
            new TaskRecords(state.Path, $"{run:D6}", TimeProvider.System),
            new TaskLocks(Path.Combine(state.Path, "locks"), []),
            new MemoryOptions { Folder = folder.Path, Run = $"{run}", Variables = () => new Dictionary<string, string>(), Clock = TimeProvider.System });
        var executor = new ProcessExecutor();
        var report = await new Scheduler(dag, new RunOptions { TaskMemory = memory, Executor = executor, Remote = new(executor, task => task.Settings.Executor == ExecutorKind.Slurm, 9) }).RunAsync();
        return report.Results.Single().State;
    }
}
