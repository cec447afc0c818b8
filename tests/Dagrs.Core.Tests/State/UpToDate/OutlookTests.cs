using System.Globalization;
using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.UpToDate;

/// <summary>What <c>plan --explain</c> foretells, beside what a run then does.</summary>
public sealed class OutlookTests
{
    private const int Sources = 4;

    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_run_does_what_was_foretold_of_it(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        using var state = new TemporaryFolder();
        for (var source = 0; source < Sources; source++)
        {
            folder.Write($"s{source}", "0");
        }

        var text = Tasks(random, folder);
        var perhaps = 0;
        for (var round = 0; round < 8; round++)
        {
            var dag = Resolver.Select(WorkflowFile.Read(folder.Write("dagrs.yaml", text), folder.Path), new Selection(), new RunInput()).Dag;
            var before = Written(state);
            using var outlook = new Outlook(dag, Records(state, "outlook"), plan: null, Options(folder, "outlook"));
            await new Scheduler(dag, new RunOptions { TaskMemory = outlook, Parallelism = 1, FailureMode = FailureMode.KeepGoing }).RunAsync();
            Assert.Equal(before, Written(state));
            var name = round.ToString("D4", CultureInfo.InvariantCulture);
            RunReport report;
            using (var memory = new TaskMemory(dag, Records(state, name), new TaskLocks(Path.Combine(state.Path, "locks"), []), Options(folder, name)))
            {
                report = await new Scheduler(dag, new RunOptions { TaskMemory = memory }).RunAsync();
            }

            foreach (var result in report.Results)
            {
                var prospect = outlook.Of(result.Task);
                perhaps += prospect.Verdict == ProspectVerdict.Perhaps ? 1 : 0;
                Assert.True(prospect.Verdict == ProspectVerdict.Perhaps || prospect.Verdict == (result.State == TaskState.UpToDate ? ProspectVerdict.UpToDate : ProspectVerdict.Runs), $"{result.Task.Id} in round {round}: {prospect}, {result.State}");
            }

            var at = random.Next(Sources);
            folder.Write($"s{at}", random.Next(3).ToString(CultureInfo.InvariantCulture));
            if (random.Next(3) == 0)
            {
                File.Delete(Path.Combine(folder.Path, $"o{random.Next(3)}"));
            }
        }

        Assert.InRange(perhaps, 1, 8 * 5);
    }

    private static string Tasks(Random random, TemporaryFolder folder)
    {
        var text = new StringBuilder("dagrs:\n");
        for (var task = 0; task < 8; task++)
        {
            List<int> after = [.. Enumerable.Range(0, task).Where(_ => random.Next(3) == 0)];
            string[] files = [$"s{random.Next(Sources)}", .. after.Where(before => before % 4 != 3).Select(before => $"o{before}")];
            text.Append(CultureInfo.InvariantCulture, $"  t{task}:\n    name: T{task}\n    dir: {folder.Path}\n    after: [ {string.Join(", ", after.Select(before => $"t{before}"))} ]\n    cmd: cat {string.Join(' ', files)} | cut -c 1 > o{task}\n");
            text.Append(task % 4 == 3 ? "" : string.Create(CultureInfo.InvariantCulture, $"    inputs: [ {string.Join(", ", files)} ]\n    outputs: o{task}\n"));
        }

        return text.ToString();
    }

    private static string[] Written(TemporaryFolder state) => [.. new DirectoryInfo(state.Path).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => $"{file.FullName} {file.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal)];

    private static TaskRecords Records(TemporaryFolder state, string run) => new(state.Path, run, TimeProvider.System);

    private static MemoryOptions Options(TemporaryFolder folder, string run) => new() { Folder = folder.Path, Run = run, Variables = () => new Dictionary<string, string>() };
}
