using System.Globalization;
using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.UpToDate;

/// <summary>
/// What is skipped would have given the same bytes, and what had to run ran: random graphs of tasks that read and write small files, random edits,
/// failures and runs that are broken off, against what a run from nothing would leave.
/// </summary>
public sealed class SecondRunTests
{
    private const int Sources = 3;

    [LongTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_edits(int seed)
    {
        var random = new Random(seed);
        for (var sequence = 0; sequence < 12; sequence++)
        {
            using var folder = new TemporaryFolder();
            using var state = new TemporaryFolder();
            var tasks = Graph(random);
            for (var source = 0; source < Sources; source++)
            {
                folder.Write($"s{source}", "0");
            }

            for (var run = 0; run < 5; run++)
            {
                var (report, ran) = await RunAsync(folder, state, tasks, run);
                Assert.True(report.Succeeded, $"seed {seed}, sequence {sequence}, run {run}");
                AssertFiles(folder, tasks, $"seed {seed}, sequence {sequence}, run {run}, ran {string.Join(' ', ran)}");
                var (again, ranAgain) = await RunAsync(folder, state, tasks, 1000 + run);
                Assert.True(again.Succeeded);
                Assert.Equal([], ranAgain);
                Edit(random, folder, tasks);
            }
        }
    }

    private static List<Step> Graph(Random random)
    {
        var tasks = new List<Step>();
        var count = random.Next(2, 7);
        for (var task = 0; task < count; task++)
        {
            List<int> after = [.. Enumerable.Range(0, task).Where(_ => random.Next(2) == 0)];
            List<int> sources = [.. Enumerable.Range(0, Sources).Where(_ => random.Next(3) == 0)];
            tasks.Add(new(after, sources.Count + after.Count == 0 ? [0] : sources, random.Next(10).ToString(CultureInfo.InvariantCulture)));
        }

        return tasks;
    }

    // What each file holds when all is made anew.
    private static string Expected(TemporaryFolder folder, List<Step> tasks, int task) => string.Concat(
        tasks[task].Sources.Select(source => File.ReadAllText(System.IO.Path.Combine(folder.Path, $"s{source}")))
            .Concat(tasks[task].After.Select(before => Expected(folder, tasks, before)))
            .Append(tasks[task].Word));

    private static void AssertFiles(TemporaryFolder folder, List<Step> tasks, string when)
    {
        for (var task = 0; task < tasks.Count; task++)
        {
            Assert.Equal((when, Expected(folder, tasks, task)), (when, File.ReadAllText(System.IO.Path.Combine(folder.Path, $"o{task}"))));
        }
    }

    private static void Edit(Random random, TemporaryFolder folder, List<Step> tasks)
    {
        var source = System.IO.Path.Combine(folder.Path, $"s{random.Next(Sources)}");
        var task = random.Next(tasks.Count);
        var output = System.IO.Path.Combine(folder.Path, $"o{task}");
        switch (random.Next(7))
        {
            case 0:
                File.WriteAllText(source, random.Next(10).ToString(CultureInfo.InvariantCulture));
                break;
            case 1: // the same size and the same time
                var time = File.GetLastWriteTimeUtc(source);
                File.WriteAllText(source, random.Next(10).ToString(CultureInfo.InvariantCulture));
                File.SetLastWriteTimeUtc(source, time);
                break;
            case 2:
                File.SetLastWriteTimeUtc(source, DateTime.UtcNow);
                break;
            case 3:
                File.Delete(output);
                break;
            case 4:
                File.WriteAllText(output, "somebody else's");
                break;
            case 5:
                tasks[task] = tasks[task] with { Word = random.Next(10).ToString(CultureInfo.InvariantCulture) };
                break;
            default:
                var aside = source + ".new";
                File.WriteAllText(aside, random.Next(10).ToString(CultureInfo.InvariantCulture));
                File.Move(aside, source, overwrite: true);
                break;
        }
    }

    private static async Task<(RunReport Report, List<string> Ran)> RunAsync(TemporaryFolder folder, TemporaryFolder state, List<Step> tasks, int number)
    {
        var text = new StringBuilder("dagrs:\n");
        for (var task = 0; task < tasks.Count; task++)
        {
            var (after, sources, word) = tasks[task];
            string[] files = [.. sources.Select(source => $"s{source}"), .. after.Select(before => $"o{before}")];
            text.Append(CultureInfo.InvariantCulture, $"  t{task}:\n    name: T{task}\n    dir: {folder.Path}\n    after: [ {string.Join(", ", after.Select(before => $"t{before}"))} ]\n");
            text.Append(CultureInfo.InvariantCulture, $"    inputs: [ {string.Join(", ", files)} ]\n    outputs: o{task}\n    cmd: cat {string.Join(' ', files)} > o{task}; printf {word} >> o{task}\n");
        }

        var path = folder.Write("dagrs.yaml", text.ToString());
        var dag = Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new Given()).Dag;
        var name = number.ToString("D6", CultureInfo.InvariantCulture);
        using var memory = new TaskMemory(
            dag,
            new TaskRecords(state.Path, name, TimeProvider.System),
            new TaskLocks(System.IO.Path.Combine(state.Path, "locks"), []),
            new MemoryOptions { Folder = folder.Path, Run = name, Variables = () => new Dictionary<string, string>() });
        var report = await new Scheduler(dag, new RunOptions { Past = memory }).RunAsync();
        return (report, [.. report.Results.Where(result => result.State == TaskState.Succeeded).Select(result => result.Task.Id)]);
    }

    /// <summary>A task: what it comes after and reads, which files of the user it reads, and a word of its command.</summary>
    private sealed record Step(List<int> After, List<int> Sources, string Word);
}
