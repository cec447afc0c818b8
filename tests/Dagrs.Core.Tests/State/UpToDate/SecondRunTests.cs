using System.Globalization;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;
using Dagrs.Core.Tests.State.UpToDate.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.UpToDate;

/// <summary>
/// What is skipped would have given the same bytes, what had to run ran, and nothing else did: random projects of tasks that read and write small files,
/// random edits, failures, runs that are broken off or go on at the same time, and stamps that lie, against a model that compares texts. How many
/// sequences there are, and from which seed, is said by the variable DAGRS_MODEL: <c>500,1</c>.
/// </summary>
public sealed class SecondRunTests
{
    private const int Rounds = 6;
    private const int Patience = 3_600_000; // ms

    private static (int Count, int Seed) Asked => Environment.GetEnvironmentVariable("DAGRS_MODEL")?.Split(',') is [var count, var seed]
        ? (int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture))
        : (30, 1);

    private int _run;

    [LongFact(Timeout = Patience)]
    public async Task What_is_skipped_would_have_given_the_same_bytes_and_what_had_to_run_ran()
    {
        for (var seed = Asked.Seed; seed < Asked.Seed + Asked.Count; seed++)
        {
            var story = new List<string>();
            try
            {
                await TellAsync(new Random(seed), story);
            }
            catch (Exception wrong)
            {
                Assert.Fail($"seed {seed}: {wrong.Message}\n{string.Join('\n', story)}\n{wrong.StackTrace}");
            }
        }
    }

    private async Task TellAsync(Random random, List<string> story)
    {
        using var project = new ModelProject(random);
        using var state = new TemporaryFolder();
        var memory = new ModelMemory(project);
        story.Add(project.Yaml());
        for (var round = 0; round < Rounds; round++)
        {
            await AssertRunAsync(project, memory, state.Path, story);
            for (var edits = random.Next(4); edits > 0; edits--)
            {
                story.Add(project.Edit());
            }

            switch (random.Next(6))
            {
                case 0:
                    project.Heal();
                    story.Add("two runs at once");
                    await AssertTwoAsync(project, state.Path);
                    await SettleAsync(project, memory, state.Path);
                    break;
                case 1:
                    var place = random.Next(4);
                    story.Add($"a run that is killed at command {place}");
                    await KillAsync(project, state.Path, place);
                    project.Heal();
                    await SettleAsync(project, memory, state.Path);
                    break;
                case 2:
                    project.Heal();
                    break;
            }
        }

        project.Heal();
        await AssertRunAsync(project, memory, state.Path, story);
        AssertFiles(project);
    }

    private async Task AssertRunAsync(ModelProject project, ModelMemory memory, string state, List<string> story)
    {
        var must = memory.Run();
        story.Add($"a run of {string.Join(' ', must)}");
        var ran = Ran(await RunAsync(project, state, project.Path));
        Assert.Equal(must, ran);
        AssertFiles(project);
    }

    private async Task SettleAsync(ModelProject project, ModelMemory memory, string state)
    {
        var report = await RunAsync(project, state, project.Path);
        Assert.True(report.Succeeded);
        await RunAsync(project, state, project.Path);
        await RunAsync(project, state, project.Path);
        project.Look();
        memory.Settle();
        AssertFiles(project);
    }

    // What has one output is run once, by the one or the other.
    private async Task AssertTwoAsync(ModelProject project, string state)
    {
        var reports = await Task.WhenAll(Task.Run(() => RunAsync(project, state, project.Path)), Task.Run(() => RunAsync(project, state, project.Path)));
        Assert.All(reports, report => Assert.True(report.Succeeded));
    }

    // The disk is what it was at a moment in the middle of the run.
    private async Task KillAsync(ModelProject project, string state, int place)
    {
        using var image = new TemporaryFolder();
        var count = 0;
        void Happens()
        {
            if (Interlocked.Increment(ref count) == place + 1)
            {
                Copy(project.Path, Path.Combine(image.Path, "project"));
                Copy(state, Path.Combine(image.Path, "state"));
            }
        }

        await RunAsync(project, state, project.Path, Happens);
        if (Directory.Exists(Path.Combine(image.Path, "state")))
        {
            foreach (var (from, to) in new[] { ("project", project.Path), ("state", state) })
            {
                foreach (var entry in new DirectoryInfo(to).EnumerateFileSystemInfos())
                {
                    if (entry is DirectoryInfo { LinkTarget: null } folder)
                    {
                        folder.Delete(recursive: true);
                    }
                    else
                    {
                        entry.Delete();
                    }
                }

                Copy(Path.Combine(image.Path, from), to);
            }
        }

        project.Look();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var path = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } target)
            {
                File.CreateSymbolicLink(path, target);
            }
            else if (entry is DirectoryInfo)
            {
                Copy(entry.FullName, path);
            }
            else
            {
                File.Copy(entry.FullName, path);
            }
        }
    }

    private static void AssertFiles(ModelProject project)
    {
        foreach (var name in project.Files.Keys)
        {
            Assert.Equal((name, project.Files[name]), (name, File.ReadAllText(project.At(name))));
        }
    }

    private static List<string> Ran(RunReport report) => [.. report.Results.Where(result => result.State is TaskState.Succeeded or TaskState.Failed && !result.Task.IsGroup).Select(result => result.Task.Id).Order(StringComparer.Ordinal)];

    private async Task<RunReport> RunAsync(ModelProject project, string state, string folder, Action? happens = null)
    {
        var name = Interlocked.Increment(ref _run).ToString("D6", CultureInfo.InvariantCulture);
        var path = Path.Combine(state, name + ".yaml");
        await File.WriteAllTextAsync(path, project.Yaml());
        var dag = Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new RunInput()).Dag;
        var clock = new FastClock();
        using var memory = new TaskMemory(
            dag,
            new TaskRecords(state, name, clock),
            new TaskLocks(Path.Combine(state, "locks"), []),
            new MemoryOptions
            {
                Folder = folder,
                Run = name,
                Variables = () => project.Outside is { } outside ? new() { [ModelStep.OutsideVariable] = outside } : new Dictionary<string, string>(),
                AskTool = (_, place, _) => Task.FromResult(File.ReadAllText(Path.Combine(place, "tool"))),
                Stamps = clock,
                Clock = clock,
            });
        var executor = new ProcessExecutor();
        return await new Scheduler(dag, new RunOptions { TaskMemory = memory, FailureMode = FailureMode.KeepGoing, Executor = happens is null ? executor : new Watched(executor, happens) }).RunAsync();
    }

    /// <summary>Tells of each begin and end of a command.</summary>
    private sealed class Watched(IExecutor inner, Action happens) : IExecutor
    {
        public async Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
        {
            happens();
            var outcome = await inner.ExecuteAsync(invocation, output, stopTokens);
            happens();
            return outcome;
        }

        public Task<int> CleanUpAsync(string run, CancellationToken kill) => inner.CleanUpAsync(run, kill);
    }
}
