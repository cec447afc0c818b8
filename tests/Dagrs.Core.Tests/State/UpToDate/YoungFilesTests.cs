using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.UpToDate;

/// <summary>Files that were changed right before they were read are read again, but not for ever.</summary>
public sealed class YoungFilesTests
{
    private const int Patience = 60_000; // ms

    [Fact(Timeout = Patience)]
    public async Task What_was_young_when_it_was_read_is_read_once_more_and_then_known()
    {
        using var folder = new TemporaryFolder();
        using var state = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "in"), "1");
        Assert.Equal(TaskState.Succeeded, await RunAsync(folder.Path, state.Path, 0));

        var record = Path.Combine(state.Path, "record.ndjson");
        Assert.Equal(TaskState.UpToDate, await RunAsync(folder.Path, state.Path, 1));
        var confirmed = await File.ReadAllTextAsync(record);
        Assert.Equal(TaskState.UpToDate, await RunAsync(folder.Path, state.Path, 2));
        Assert.Equal(confirmed, await File.ReadAllTextAsync(record));

        using var records = new TaskRecords(state.Path, "last", TimeProvider.System);
        var last = records.Find("a")!.Last!;
        Assert.All(last.Inputs.Concat(last.Outputs), file => Assert.True(file.Mark.ReadAt - Math.Max(file.Mark.Stamp.Modified, file.Mark.Stamp.Changed) >= 2_000_000_000));
        Assert.Single(records.Durations("a")!);
    }

    private static async Task<TaskState> RunAsync(string folder, string state, int run)
    {
        var path = Path.Combine(folder, "dagrs.yaml");
        await File.WriteAllTextAsync(path, $"dagrs: {{ a: {{ name: A, cmd: cp in out, dir: '{folder}', inputs: in, outputs: out }} }}");
        var clock = new LaterClock(TimeSpan.FromHours(run));
        var dag = Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new RunInput()).Dag;
        using var memory = new TaskMemory(
            dag,
            new TaskRecords(state, $"{run:D6}", clock),
            new TaskLocks(Path.Combine(state, "locks"), []),
            new MemoryOptions { Folder = folder, Run = $"{run}", Variables = () => new Dictionary<string, string>(), Clock = clock });
        var report = await new Scheduler(dag, new RunOptions { TaskMemory = memory, Executor = new ProcessExecutor() }).RunAsync();
        return report.Results.Single().State;
    }

    /// <summary>The clock of the machine, so much ahead.</summary>
    private sealed class LaterClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
