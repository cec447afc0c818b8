using System.Globalization;
using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.UpToDate;
using Dagrs.Core.State.Watching;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Watching;

/// <summary>
/// Which tasks run after which change, over random small graphs of tasks with and without files, against a model that compares texts: also that a round that
/// is only thought says beforehand whether something runs.
/// </summary>
public sealed class RoundsAgainstModelTests
{
    private const int Rounds = 8;

    [Fact(Timeout = 300_000)]
    public async Task What_runs_in_each_round_is_what_the_model_says()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            using var folder = new TemporaryFolder();
            var story = new List<string>();
            try
            {
                await new Story(folder, new Random(seed), story).TellAsync();
            }
            catch (Exception wrong) when (wrong is not OperationCanceledException)
            {
                Assert.Fail($"seed {seed}: {wrong.Message}\n{string.Join('\n', story)}");
            }
        }
    }

    private sealed class Story(TemporaryFolder folder, Random random, List<string> story)
    {
        private readonly int _count = random.Next(2, 8);
        private readonly WatchedRounds _rounds = new();
        private readonly WatchedFiles _files = new(FileStamps.OfSystem, new FileReader(), []);
        private readonly HashSet<int> _failing = [];
        private readonly List<(bool HasFiles, List<int> After)> _tasks = [];

        // What the model knows: of each task the key when it ran last, whether that was a success, and how often it ran.
        private readonly string?[] _keys = new string?[8];
        private readonly bool[] _good = new bool[8];
        private readonly int[] _runs = new int[8];
        private readonly string[] _inputs = new string[8];
        private readonly string[] _words = new string[8];
        private int _run;

        public async Task TellAsync()
        {
            for (var task = 0; task < _count; task++)
            {
                _tasks.Add((random.Next(3) > 0, [.. Enumerable.Range(0, task).Where(_ => random.Next(3) == 0)]));
                (_inputs[task], _words[task]) = ("0", "0");
                folder.Write($"in{task}", "0");
            }

            for (var round = 0; round < Rounds; round++)
            {
                var expected = Predict();
                if (round > 0)
                {
                    Assert.Equal(expected.Count > 0, await ThinkAsync());
                }

                var ran = await RunAsync();
                story.Add($"round {round}: {string.Join(' ', ran)}");
                Assert.Equal(string.Join(' ', expected), string.Join(' ', ran));
                Change();
            }
        }

        private void Change()
        {
            for (var changes = random.Next(3); changes > 0; changes--)
            {
                var task = random.Next(_count);
                switch (random.Next(4))
                {
                    case 0:
                        _inputs[task] = random.Next(3).ToString(CultureInfo.InvariantCulture);
                        folder.Write($"in{task}", _inputs[task]);
                        story.Add($"in{task} is {_inputs[task]}");
                        break;
                    case 1:
                        _words[task] = random.Next(3).ToString(CultureInfo.InvariantCulture);
                        story.Add($"the words of t{task} are {_words[task]}");
                        break;
                    case 2:
                        _ = _failing.Remove(task) || _failing.Add(task);
                        story.Add($"t{task} {(_failing.Contains(task) ? "fails" : "succeeds")} from now on");
                        break;
                    default:
                        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, $"in{task}"), DateTime.UnixEpoch.AddSeconds(random.Next(1, 1_000_000)));
                        break;
                }
            }
        }

        // One that has files runs when its key is another, others when what they are is, or something before them runs.
        private List<string> Predict()
        {
            var ran = new bool[_count];
            var isGood = new bool[_count];
            var handed = new string[_count];
            for (var task = 0; task < _count; task++)
            {
                var (hasFiles, after) = _tasks[task];
                handed[task] = "";
                if (after.Exists(before => !isGood[before]))
                {
                    _keys[task] = hasFiles && _good[task] ? _keys[task] : null; // it is not run, and so runs the next time, unless its files say that it need not
                    continue;
                }

                var key = $"{_words[task]} {(hasFiles ? _inputs[task] + " " + string.Join(',', after.Select(before => handed[before])) : "")}";
                ran[task] = _keys[task] != key || (!hasFiles && after.Exists(before => HasRun(before)));
                if (ran[task])
                {
                    _runs[task]++;
                    (_keys[task], _good[task]) = (key, !_failing.Contains(task));
                }

                isGood[task] = _good[task];
                handed[task] = hasFiles ? $"out {_inputs[task]}" : $"run {_runs[task]}";

                bool HasRun(int before) => ran[before] || _tasks[before].After.Exists(HasRun);
            }

            return [.. Enumerable.Range(0, _count).Where(task => ran[task]).Select(task => $"t{task}")];
        }

        private async Task<List<string>> RunAsync()
        {
            _files.BeginRound();
            var executor = new Executor(folder.Path, _failing);
            using var memory = Memory(null, out var dag);
            var report = await new Scheduler(dag, new RunOptions { TaskMemory = memory, FailureMode = FailureMode.KeepGoing, Executor = executor, KeepsOutputs = false, Id = Name() }).RunAsync();
            memory.Close(report);
            _files.EndRound();
            return [.. executor.Ran.Order(StringComparer.Ordinal)];
        }

        private async Task<bool> ThinkAsync()
        {
            var would = false;
            using var memory = Memory(() => would = true, out var dag);
            await new Scheduler(dag, new RunOptions { TaskMemory = memory, FailureMode = FailureMode.KeepGoing, Executor = new Executor(folder.Path, []), KeepsOutputs = false, Id = Name() }).RunAsync();
            return would;
        }

        private RoundMemory Memory(Action? whenRuns, out Core.Graph.Dag dag)
        {
            var path = folder.Write("dagrs.yaml", "dagrs:\n" + string.Concat(Enumerable.Range(0, _count).Select(Yaml)));
            dag = Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new RunInput()).Dag;
            _files.Watch(dag);
            var state = Path.Combine(folder.Path, "state");
            _run++;
            var tasks = new TaskMemory(dag, new TaskRecords(state, Name(), TimeProvider.System), new TaskLocks(Path.Combine(state, "locks"), []), new MemoryOptions { Folder = folder.Path, Run = Name(), Variables = () => new Dictionary<string, string>() });
            return new(dag, tasks, tasks.Handed, _rounds, _files) { WhenRuns = whenRuns };
        }

        private string Name() => _run.ToString("D6", CultureInfo.InvariantCulture);

        private string Yaml(int task) =>
            $"  t{task}: {{ name: T{task}, cmd: \"do {_words[task]}\"{(_tasks[task].After.Count == 0 ? "" : $", after: [ {string.Join(", ", _tasks[task].After.Select(before => $"t{before}"))} ]")}{(_tasks[task].HasFiles ? $", inputs: in{task}, outputs: out{task}" : "")} }}\n";
    }

    /// <summary>A command copies what its task reads to what it writes, or fails.</summary>
    private sealed class Executor(string folder, HashSet<int> failing) : IExecutor
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Ran { get; } = [];

        public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
        {
            Ran.Add(invocation.Name);
            var number = invocation.Name[1..];
            File.Copy(Path.Combine(folder, "in" + number), Path.Combine(folder, "out" + number), overwrite: true);
            return Task.FromResult(failing.Contains(int.Parse(number, CultureInfo.InvariantCulture)) ? new Outcome.Exited(1) : Outcome.Success);
        }

        public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);
    }
}
