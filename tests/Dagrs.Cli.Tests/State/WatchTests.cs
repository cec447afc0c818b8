using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary><c>-w</c>: after the run what changes concern runs again, until Ctrl-C.</summary>
public sealed class WatchTests
{
    private const int Patience = 300_000; // ms

    private const string Yaml = """
        dagrs:
          a: { name: A, cmd: "echo a >> ran; cat in > out", inputs: in, outputs: out }
          b: { name: B, cmd: "echo b >> ran; test -e ok", after: a, inputs: out }
          c: { name: C, cmd: "echo c >> ran" }
        """;

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await DagrsTest.Of(Yaml, "-w", "-n").IsRefused("-w and -n cannot be combined: a dry run has nothing to run again").RunAsync();
        await DagrsTest.Of(Yaml, "-w", "--resume").IsRefused("-w and --resume cannot be combined: a watch starts with a run of its own").RunAsync();
        await new DagrsTest("-w", "-f", "-").Input(Yaml).ExitsWith(2).PrintsNothing()
            .Complains("dagrs: error: -w must read the file again, which standard input does not allow; name a file with --yaml FILE").RunAsync();
        await DagrsTest.Of("dagrs: { a: 1 }", "-w").ExitsWith(3).ComplainsOf("dagrs.yaml:1").RunAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_change_runs_what_it_concerns_and_one_that_changes_no_content_runs_nothing()
    {
        const string yaml = Yaml + "\n  d: { name: D, cmd: \"echo d >> ran\", inputs: other }";
        using var folder = Project();
        folder.Write("other", "1");
        await using var running = DagrsTest.Of(yaml, "-w").In(folder).PrintsSomewhere("4 tasks: 2 succeeded, 2 up-to-date in ").ComplainsOf("dagrs: watching 4 files of 3 tasks; Ctrl-C to stop\n").Start();
        await WaitForAsync(running, folder, "abcd");
        await WaitForRecordAsync(running, "4 succeeded");
        File.SetLastWriteTimeUtc(folder["in"], DateTime.UnixEpoch);
        folder.Write("in", "1");
        folder.Write("unrelated", "1");
        folder.Replace("other", "2"); // what would come of the others comes with it
        await WaitForAsync(running, folder, "abcdd");
        await WaitForRecordAsync(running, "1 succeeded, 3 up-to-date");
        folder.Replace("in", "2");
        await WaitForAsync(running, folder, "aabbcdd");
        await WaitForRecordAsync(running, "2 succeeded, 2 up-to-date");
        await running.SignalAsync("INT");
        await running.EndAsync();

        Assert.Equal("2", folder.Read("out"));
    }

    [LongFact(Timeout = Patience)]
    public async Task One_that_failed_waits_until_what_it_hangs_on_changes_and_counts_as_failed()
    {
        using var folder = Project();
        File.Delete(folder["ok"]);
        await using var running = DagrsTest.Of(Yaml, "-w", "-k").In(folder).ExitsWith(1)
            .PrintsSomewhere("'b' (B) failed before, and nothing it depends on has changed since (exited with code 1)").ComplainsOf("dagrs: watching").Start();
        await WaitForAsync(running, folder, "abc");
        await running.WaitForErrorAsync("dagrs: watching");
        folder.Replace("dagrs.yaml", Yaml.Replace("echo c >>", "echo c  >>", StringComparison.Ordinal)); // c is another now
        await WaitForAsync(running, folder, "abcc");
        await WaitForRecordAsync(running, "failed before");
        await running.SignalAsync("TERM");
        await running.EndAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_file_that_became_wrong_is_told_of_and_the_watch_waits_for_a_right_one()
    {
        using var folder = Project();
        await using var running = DagrsTest.Of(Yaml, "-w").In(folder).ComplainsOf("dagrs.yaml:5:3: error: ").Start();
        await WaitForAsync(running, folder, "abc");
        await WaitForRecordAsync(running, "3 succeeded");
        folder.Replace("dagrs.yaml", Yaml + "\n  - \n");
        await running.WaitForErrorAsync("dagrs.yaml:5:3: error: ");
        folder.Write("in", "2"); // of no interest while nobody knows what the tasks are
        folder.Replace("dagrs.yaml", Yaml.Replace("echo c >>", "echo c  >>", StringComparison.Ordinal));
        await WaitForAsync(running, folder, "aabbcc");
        await running.SignalAsync("INT");
        await running.EndAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_running_task_whose_input_changes_is_stopped_and_the_others_go_on()
    {
        const string yaml = """
            dagrs:
              slow: { name: Slow, cmd: "cat in > read; mv read began; test $(cat began) = 2 || exec sleep 100", inputs: in }
              after: { name: After, cmd: "echo after >> ran", after: slow }
              other: { name: Other, cmd: "echo other >> ran; until test -e began2; do sleep 0.05; done", inputs: [] }
            """;
        using var folder = Project();
        await using var running = DagrsTest.Of(yaml, "-w", "--events", "events.ndjson").In(folder).PrintsSomewhere("'in' changed: it is stopped").PrintsSomewhere("canceled: 'slow' (Slow) after {time}: 'in' changed")
            .PrintsSomewhere("not run because 'in' changed: 'after' (After)").ComplainsOf("dagrs: watching").Start();
        await running.WaitUntilAsync(() => folder.Has("began") && folder.Has("ran"), "the start of both");
        folder.Replace("in", "2");
        await running.WaitForAsync("'in' changed: it is stopped");
        folder.Write("began2", "");
        await running.WaitUntilAsync(() => folder.Read("ran") == "other\nafter\n", "the end of the second round");
        await running.WaitForErrorAsync("dagrs: watching");
        await running.SignalAsync("INT");
        await running.EndAsync();

        Assert.Single(folder.Read("events.ndjson").Split('\n'), line => line.Contains("\"run-started\"", StringComparison.Ordinal));
    }

    [LongFact(Timeout = Patience)]
    public async Task Tasks_that_set_each_other_off_without_end_are_stopped_and_named()
    {
        const string yaml = """
            dagrs:
              x: { name: X, cmd: "echo x >> ran; echo >> y", inputs: x }
              y: { name: Y, cmd: "echo y >> ran; echo >> x", inputs: y }
            """;
        using var folder = Project();
        folder.Write("x", "");
        folder.Write("y", "");
        await using var running = DagrsTest.Of(yaml, "-w", "-q", "--log-level", "off", "--state", "off").In(folder).Environment("TMPDIR", folder.Path)
            .Complains("dagrs: warn: 'x', 'y' keep triggering each other by writing 'x', 'y'; they wait until something else changes").Start();
        await running.WaitForErrorAsync("they wait until something else changes");
        await running.SignalAsync("INT");
        await running.EndAsync();

        // Six rounds of two tasks; one that is stopped because its input changed while it ran had written as well, and runs again.
        Assert.InRange(folder.Read("ran").Split('\n').Length, 12, 24);
        Assert.Empty(Directory.GetDirectories(folder.Path, "dagrs-watch-*"));
    }

    [LongFact(Timeout = Patience)]
    public async Task Edits_that_meet_a_task_in_each_of_some_rounds_are_not_taken_for_its_own()
    {
        using var folder = Project();
        await using var running = DagrsTest.Of("""dagrs: { a: { name: A, cmd: "cat in > out; echo a >> ran; sleep 0.2; cp out made", inputs: in, outputs: out } }""", "-w").In(folder).ExitsWith(0, 130)
            .ComplainsOf("").Start();
        for (var edit = 1; edit < 6; edit++)
        {
            await running.WaitUntilAsync(() => folder.Has("ran") && folder.Read("ran").Split('\n').Length > edit, "round " + edit);
            folder.Write("in", $"edit {edit}");
        }

        await running.WaitUntilAsync(() => folder.Has("made") && folder.Read("made") == folder.Read("in"), "the last edit");
        await running.SignalAsync("INT");
        await running.EndAsync();
    }

    [LongFact(Timeout = Patience)]
    public async Task A_task_whose_files_became_others_is_watched_though_nothing_had_to_run()
    {
        using var folder = Project();
        await using var running = DagrsTest.Of("""dagrs: { a: { name: A, cmd: "cat in > out", inputs: in, outputs: out } }""", "-w").In(folder).ComplainsOf("dagrs: watching").Start();
        await running.WaitForErrorAsync("dagrs: watching");
        folder.Replace("dagrs.yaml", """dagrs: { a: { name: A, cmd: "cat in > out", inputs: [ "i*" ], outputs: out }, b: { name: B, cmd: "cp more made", inputs: more, outputs: made } }""");
        folder.Write("more", "1");
        await running.WaitUntilAsync(() => folder.Has("made"), "the second task");
        await running.WaitForAsync("1 succeeded, 1 up-to-date");
        folder.Replace("dagrs.yaml", """dagrs: { a: { name: A, cmd: "cat in > out", inputs: [ in ], outputs: out }, b: { name: B, cmd: "cp more made", inputs: [ "mor*" ], outputs: made }, c: { name: C, cmd: "touch c", inputs: [], outputs: c } }""");
        await running.WaitUntilAsync(() => folder.Has("c"), "the third task");
        folder.Replace("in", "2");
        folder.Write("more", "2");
        await running.WaitUntilAsync(() => folder.Read("out") == "2" && folder.Read("made") == "2", "what was changed last");
        await running.SignalAsync("INT");
        await running.EndAsync();
    }

    private static TempFolder Project()
    {
        var folder = new TempFolder();
        folder.Write("in", "1");
        folder.Write("ok", "");
        return folder;
    }

    private static Task WaitForAsync(RunningDagrs running, TempFolder folder, string ran) =>
        running.WaitUntilAsync(() => folder.Has("ran") && string.Concat(folder.Read("ran").Split('\n').Order(StringComparer.Ordinal)) == ran, $"'{ran}'");

    // What is told at the end of a round comes when all of it is over.
    private static Task WaitForRecordAsync(RunningDagrs running, string counts) => running.WaitForAsync(counts);
}
