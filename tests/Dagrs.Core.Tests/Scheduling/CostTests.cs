using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What a graph of C# tasks costs, as far as it does not depend on the machine. The times are measured in benchmarks/.</summary>
[Collection(Alone.Name)]
public sealed class CostTests(ITestOutputHelper output)
{
    private const int Patience = 300_000; // ms
    private const int Count = 100_000;
    private const int MostBytes = 250; // a task

    [Theory(Timeout = Patience)]
    [InlineData("chain")]
    [InlineData("wide")]
    [InlineData("layers")]
    [InlineData("tree")]
    public async Task Building_and_running_takes_at_most_250_bytes_a_task(string shape)
    {
        string[] names = [.. Enumerable.Range(0, Count).Select(task => $"task {task}")];
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var report = await Build(shape, names).RunAsync(new RunOptions { Parallelism = 2 });

        var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Count;
        output.WriteLine($"{shape}: {bytes:0} bytes a task");
        Assert.Equal(Count, report.Count(TaskState.Succeeded));
        Assert.InRange(bytes, 56, MostBytes); // a handle alone takes 56
    }

    [LongFact(Timeout = Patience)]
    public async Task A_run_leaves_no_descriptor_open()
    {
        const string Descriptors = "/proc/self/fd";
        if (!Directory.Exists(Descriptors))
        {
            output.WriteLine("left out: this system does not show the descriptors of a process");
            return;
        }

        var graph = new DagBuilder();
        graph.Add("code", () => { }, null, graph.Add("command", new Command.Program(["true"])));
        var dag = graph.Build();
        await dag.RunAsync();
        var before = Directory.EnumerateFiles(Descriptors).Count();
        for (var run = 0; run < 50; run++)
        {
            Assert.True((await dag.RunAsync()).Succeeded);
        }

        Assert.InRange(Directory.EnumerateFiles(Descriptors).Count(), 0, before + 25);
    }

    private static Dag Build(string shape, string[] names)
    {
        const int Width = Count / 100;
        var graph = new DagBuilder(Count);
        var tasks = new TaskNode[Count];
        for (var task = 0; task < Count; task++)
        {
            ReadOnlySpan<TaskNode> after = shape switch
            {
                "chain" when task > 0 => [tasks[task - 1]],
                "tree" when task > 0 => [tasks[(task - 1) / 2]],
                "layers" when task >= Width => [tasks[task - Width], tasks[(task / Width * Width) - 1], tasks[(task / Width * Width) - (Width / 2)]],
                _ => [],
            };
            tasks[task] = graph.Add(names[task], static () => { }, null, after);
        }

        return graph.Build();
    }
}
