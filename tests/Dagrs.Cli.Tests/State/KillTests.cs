using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>
/// What <c>kill -9</c> leaves, at random moments of random graphs: <c>--resume</c> comes to the end, does nothing twice that is recorded as done, and the
/// files are right. The variable DAGRS_KILLS says how many graphs.
/// </summary>
public sealed class KillTests
{
    private const int Patience = 3_600_000; // ms
    private const int MostTries = 300;

    private static int Asked => int.TryParse(Environment.GetEnvironmentVariable("DAGRS_KILLS"), CultureInfo.InvariantCulture, out var count) ? count : 2;

    [LongFact(Timeout = Patience)]
    public async Task A_run_that_is_killed_again_and_again_comes_to_its_end_and_does_nothing_again_that_was_done()
    {
        for (var seed = 0; seed < Asked; seed++)
        {
            var random = new Random(seed);
            using var folder = new TempFolder();
            var tasks = Graph(random);
            folder.Write("dagrs.yaml", "dagrs:\n" + string.Concat(tasks.Select(task => task.Yaml)));
            Enumerable.Range(0, 3).ToList().ForEach(source => folder.Write($"s{source}", $"{source}\n"));
            var (seen, isOver) = (0, false);
            for (var tries = 0; !isOver; tries++)
            {
                Assert.True(tries < MostTries, $"seed {seed}: it does not come to its end");
                var done = Done(folder);
                var (code, error) = await StartAsync(folder, ["-q", "--log-level", "off", "-j", $"{1 << random.Next(3)}", .. done is null ? Array.Empty<string>() : ["--resume"]], TimeSpan.FromSeconds(random.NextDouble() * (0.3 + (tries * 0.05))));
                isOver = code == 0 || error.Contains(" succeeded: there is nothing to resume", StringComparison.Ordinal); // killed when all was written
                Assert.True(isOver || code == 137, $"seed {seed}: {code} {error}");
                var log = folder.Has("log") ? File.ReadAllLines(folder["log"]) : [];
                var again = tasks.Where(task => done?.Contains(task.Id) == true && log.Skip(seen).Contains(task.Id)).Select(task => task.ToString());
                Assert.True(!again.Any(), $"seed {seed}, try {tries}: was done and ran again: {string.Join(' ', again)}");
                seen = log.Length;
                Assert.Equal("", (await new DagrsTest("history", "--format", "json").In(folder).RunAsync()).Error);
            }

            Assert.All(tasks, task => Assert.Contains(task.Id, File.ReadAllLines(folder["log"])));
            Assert.All(tasks.Where(task => task.Kind == "files"), task => Assert.Equal(Expected(tasks, task), folder.Read($"o{task.Id}")));
        }
    }

    [LongFact(Timeout = Patience)]
    public async Task Many_short_runs_that_are_killed_leave_a_record_that_is_right()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", """
            dagrs:
              a: { name: A, inputs: s, outputs: oa, cmd: cp s oa }
              b: { name: B, after: a, inputs: oa, outputs: ob, cmd: cp oa ob }
            """);
        var clock = Stopwatch.StartNew();
        folder.Write("s", "first");
        await new DagrsTest("-q").In(folder).RunAsync();
        var whole = clock.Elapsed;
        var random = new Random(1);
        for (var round = 0; round < Asked; round++)
        {
            for (var run = 0; run < 10; run++)
            {
                folder.Write("s", $"{round} {run}");
                await StartAsync(folder, ["-q"], whole * (0.3 + random.NextDouble()));
            }

            await new DagrsTest("-q").In(folder).RunAsync();
            Assert.Equal($"{round} 9", folder.Read("ob"));
            Assert.Equal(2, (await new DagrsTest().In(folder).RunAsync()).Counts["up-to-date"]);
            Assert.DoesNotContain(Directory.GetFiles(folder.State, "*.ndjson", SearchOption.AllDirectories), path => path.Contains("/added/", StringComparison.Ordinal));
        }
    }

    // The ids of those that succeeded in any run; null: no run can be read.
    private static HashSet<string>? Done(TempFolder folder)
    {
        HashSet<string>? done = null;
        foreach (var journal in Directory.Exists(folder.State) ? Directory.GetFiles(folder.State, "events.ndjson", SearchOption.AllDirectories) : [])
        {
            foreach (var line in File.ReadAllText(journal).Split('\n')[..^1])
            {
                done ??= [];
                var json = JsonDocument.Parse(line).RootElement;
                if (json.GetProperty("type").GetString() == "task-finished" && json.GetProperty("state").GetString() is "succeeded" or "up-to-date")
                {
                    done.Add(json.GetProperty("task").GetString()!);
                }
            }
        }

        return done;
    }

    private static async Task<(int Code, string Error)> StartAsync(TempFolder folder, string[] arguments, TimeSpan life)
    {
        var start = new ProcessStartInfo(Paths.Dagrs, arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[TempFolder.StateVariable] = folder.State;
        using var dagrs = Process.Start(start)!;
        using var timer = new Timer(_ => dagrs.Kill(), null, life, Timeout.InfiniteTimeSpan);
        var said = dagrs.StandardOutput.ReadToEndAsync();
        var error = await dagrs.StandardError.ReadToEndAsync();
        await said;
        await dagrs.WaitForExitAsync();
        return (dagrs.ExitCode, error);
    }

    private static List<KilledTask> Graph(Random random)
    {
        var tasks = new List<KilledTask>();
        var count = random.Next(4, 12);
        for (var number = 0; number < count; number++)
        {
            List<string> after = [.. tasks.Where(_ => random.Next(10) < 3).Select(task => task.Id)];
            var kind = random.Next(4) switch { 0 => "plain", 1 => "output", 2 => "result", _ => "files" };
            List<string> made = [.. after.Where(id => tasks.Exists(task => task.Id == id && task.Kind == "files")).Select(id => $"o{id}")];
            tasks.Add(new($"t{number}", kind, after, made, random.Next(3), random.Next(8)));
        }

        return tasks;
    }

    private static string Expected(List<KilledTask> tasks, KilledTask task) =>
        $"{task.Source}\n" + string.Concat(task.Made.Select(name => Expected(tasks, tasks.Single(before => $"o{before.Id}" == name)))) + task.Id + "\n";

    /// <summary>A task that notes in a log that it has come to its end.</summary>
    private sealed record KilledTask(string Id, string Kind, List<string> After, List<string> Made, int Source, int Sleep)
    {
        public override string ToString() => $"{Id} ({Kind}, after {string.Join(' ', After)})";

        public string Yaml
        {
            get
            {
                var (more, command) = Kind switch
                {
                    "files" => ($", inputs: [ {string.Join(", ", Made.Prepend($"s{Source}"))} ], outputs: o{Id}", $"cat {string.Join(' ', Made.Prepend($"s{Source}"))} > o{Id}; sleep 0.0{Sleep}; echo {Id} >> o{Id}"),
                    "result" => (", results: v", $"sleep 0.0{Sleep}; echo v=1 >> $DAGRS_RESULTS; echo out"),
                    "output" => ("", $"sleep 0.0{Sleep}; echo \"$@\" | cut -c 1-200"),
                    _ => ("", $"sleep 0.0{Sleep}"),
                };
                return new StringBuilder().Append(CultureInfo.InvariantCulture, $"  {Id}: {{ name: {Id}, after: [ {string.Join(", ", After)} ]{more}, cmd: '{command}; echo {Id} >> log' }}\n").ToString();
            }
        }
    }
}
