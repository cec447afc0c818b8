using System.Globalization;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>
/// Somebody edits at random moments while a watch goes on: its inputs, files that come and go, the file of tasks. When he stops, what the tasks have made is at some time what
/// a run makes that knows nothing of all that, and then a run has nothing to do. The variable DAGRS_WATCHES says how many such stories there are.
/// </summary>
public sealed class EditedWatchTests
{
    private const int Patience = 3_600_000; // ms

    private const int MostLooks = 100;

    private static int Asked => int.TryParse(Environment.GetEnvironmentVariable("DAGRS_WATCHES"), CultureInfo.InvariantCulture, out var count) ? count : 6;

    [LongFact(Timeout = Patience)]
    public async Task However_it_is_edited_what_was_made_is_in_the_end_what_a_fresh_run_makes()
    {
        for (var seed = 0; seed < Asked; seed++)
        {
            using var folder = new TempFolder();
            await new Story(folder, seed).TellAsync();
        }
    }

    private sealed class Story
    {
        private static readonly string[] Sources = ["src/a", "src/b", "src/x/c", "src/x/d", "src/y/e"];

        private readonly TempFolder _folder;
        private readonly int _seed;
        private readonly Random _random;
        private readonly List<Made> _tasks = [];
        private int _edits;

        public Story(TempFolder folder, int seed)
        {
            (_folder, _seed, _random) = (folder, seed, new Random(seed));
            for (var task = _random.Next(1, 5); task > 0; task--)
            {
                var number = _tasks.Count;
                _tasks.Add(new(number, [.. Enumerable.Range(0, number).Where(_ => _random.Next(5) < 2)], ReadsFolder: _random.Next(5) < 2, MayFail: _random.Next(3) == 0, Seconds: _random.GetItems(["0", "0", "0.03", "0.2", "0.6"], 1)[0]));
                _folder.Write($"s{number}", "0\n");
            }

            _folder.Write("src/a", "0\n");
            WriteTasks();
        }

        public async Task TellAsync()
        {
            await using var running = new DagrsTest("-w", "-k").In(_folder).ExitsWith(0, 1, 130).ComplainsOf("").Start();
            for (var bursts = _random.Next(1, 5); bursts > 0; bursts--)
            {
                var pace = _random.GetItems([2, 10, 50, 200], 1)[0];
                for (var edits = _random.Next(1, 2000 / pace); edits > 0; edits--)
                {
                    Edit();
                    await Task.Delay(_random.Next(2 * pace));
                }

                await Task.Delay(_random.GetItems([0, 100, 300, 1000], 1)[0]);
            }

            _tasks.FindAll(task => _folder.Read($"s{task.Number}") == "bad\n").ForEach(task => _folder.Write($"s{task.Number}", $"good{_edits}\n"));
            var expected = await MadeAfreshAsync();
            await running.WaitUntilAsync(() => Made().SequenceEqual(expected), $"what a fresh run makes, seed {_seed}");
            for (var look = 0; !(await new DagrsTest("plan", "--explain").In(_folder).RunAsync()).Out.Contains($"\nexpected: {_tasks.Count} up to date\n", StringComparison.Ordinal); look++)
            {
                Assert.True(look < MostLooks, $"not all is up to date, seed {_seed}"); // the last round may not be over
            }

            await running.SignalAsync("INT");
            await running.EndAsync();
        }

        private void Edit()
        {
            var number = _random.Next(_tasks.Count);
            var text = $"{++_edits}\n";
            switch (_random.Next(20))
            {
                case < 8:
                    _folder.Write($"s{number}", text);
                    break;
                case < 12:
                    _folder.Replace($"s{number}", text);
                    break;
                case 12:
                    _folder.Write($"s{number}", _folder.Read($"s{number}"));
                    break;
                case 13 when _tasks[number].MayFail:
                    _folder.Write($"s{number}", "bad\n");
                    break;
                case < 16:
                    _folder.Write(_random.GetItems(Sources, 1)[0], text);
                    break;
                case 16:
                    Array.FindAll(Sources[1..], _ => _random.Next(2) == 0).Where(_folder.Has).ToList().ForEach(name => File.Delete(_folder[name]));
                    break;
                case 17 when Directory.Exists(_folder["src/y"]):
                    Directory.Delete(_folder["src/y"], recursive: true);
                    break;
                default:
                    _tasks[number] = _tasks[number] with { Word = $"w{_edits}" };
                    WriteTasks();
                    break;
            }
        }

        // Half a file of tasks would be refused when dagrs starts.
        private void WriteTasks() => _folder.Replace("dagrs.yaml", "dagrs:\n" + string.Concat(_tasks));

        private List<string> Made() => _tasks.ConvertAll(task => _folder.Has(task.Output) ? _folder.Read(task.Output) : "");

        private async Task<List<string>> MadeAfreshAsync()
        {
            using var fresh = new TempFolder();
            foreach (var name in Sources.Concat(_tasks.Select(task => $"s{task.Number}")).Append("dagrs.yaml").Where(_folder.Has))
            {
                fresh.Write(name, _folder.Read(name));
            }

            await new DagrsTest("-q").In(fresh).RunAsync();
            return _tasks.ConvertAll(task => fresh.Read(task.Output));
        }
    }

    /// <summary>A task that puts together what it reads; a while lies between its reading and its writing.</summary>
    private sealed record Made(int Number, IReadOnlyList<int> After, bool ReadsFolder, bool MayFail, string Seconds)
    {
        public string Word { get; init; } = "w";

        public string Output => $"o{Number}";

        public override string ToString()
        {
            var reads = string.Join(' ', After.Select(before => $"o{before}").Prepend($"s{Number}"));
            var folder = ReadsFolder ? "find src -type f | LC_ALL=C sort | xargs cat; " : "";
            return $"""
                  t{Number}:
                    name: T{Number}
                    after: [ {string.Join(", ", After.Select(before => $"t{before}"))} ]
                    inputs: [ {reads.Replace(" ", ", ", StringComparison.Ordinal)}{(ReadsFolder ? ", src" : "")} ]
                    outputs: {Output}
                    cmd: "(echo {Word}; cat {reads}; {folder}true) > {Output}.new; sleep {Seconds}; {(MayFail ? $"test $(cat s{Number}) != bad && " : "")}mv {Output}.new {Output}"

                """;
        }
    }
}
