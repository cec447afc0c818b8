using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Build;

/// <summary>A build program in C# has the command line of dagrs: what it is asked for, what it shows, what it exits with, and what it leaves behind.</summary>
public sealed class BuildProgramTests
{
    private const int Patience = 300_000; // ms

    [Fact(Timeout = Patience)]
    public async Task What_is_named_runs_with_all_that_it_needs_and_tells_of_it() =>
        await DagrsTest.OfBuild("four", "-j1").Prints("""
            before
            [1/2] two succeeded ({time})
            [four] 2 and 2
            [2/2] four succeeded ({time})
            2 tasks: 2 succeeded in {time}
            after
            """).RunAsync();

    [Fact(Timeout = Patience)]
    public async Task Without_a_name_the_default_is_made() =>
        await DagrsTest.OfBuild("-q").Environment("BUILD_DEFAULT", "1").PrintsLine("[four] 2 and 2").PrintsLine("[hello] hello").NeverPrints("what is wrong").NeverPrints("succeeded").RunAsync();

    [Fact(Timeout = Patience)]
    public async Task Without_a_name_and_a_default_it_is_everything() =>
        await DagrsTest.OfBuild("-n").PrintsSomewhere("plan: 12 tasks in 2 waves; nothing is executed\n").RunAsync();

    [Fact(Timeout = Patience)]
    public async Task A_glob_names_many_and_what_is_unknown_is_told_with_what_was_meant()
    {
        await DagrsTest.OfBuild("test-*").PrintsLine("[test-a] of a").PrintsLine("[test-b] of b").PrintsSomewhere("2 tasks: 2 succeeded").RunAsync();
        await DagrsTest.OfBuild("twise", "no-*").ExitsWith(2).Prints("before\nafter").Complains("""
            Dagrs.TestBuild: error: unknown task 'twise'; did you mean 'twice'?
            Dagrs.TestBuild: error: no task matches 'no-*'
            """).RunAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task What_code_writes_to_the_console_is_its_output_line_by_line()
    {
        var ran = await DagrsTest.OfBuild("hello", "four").PrintsLine("[hello] hello").PrintsLine("[hello] of an error").PrintsLine("[hello] no end").PrintsLine("[four] 2 and 2").RunAsync();

        Assert.Equal(["[hello] of thread 0", "[hello] of thread 1", "[hello] of thread 2"], ran.Out.Split('\n').Where(line => line.Contains("of thread", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = Patience)]
    public async Task A_failure_is_shown_at_the_end_and_what_comes_after_it_does_not_run()
    {
        await DagrsTest.OfBuild("after-fail", "throws", "-k").ExitsWith(1).PrintsSomewhere("failed: 'fail' exited with code 3").PrintsSomewhere("what is wrong").PrintsSomewhere("no luck")
            .PrintsSomewhere("3 tasks: 2 failed, 1 not-run").RunAsync();
        await DagrsTest.OfBuild("twice").PrintsSomewhere("warn   twice exited with code 1 in attempt 1 and will be retried in").PrintsSomewhere("1 task: 1 succeeded").RunAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task The_tasks_are_listed_with_what_they_run()
    {
        await DagrsTest.OfBuild("-l", "test-*", "f*").Prints("""
            before
            four    (C#)
            fail    echo what is wrong; exit 3
            test-a  echo of a
            test-b  echo of b
            after
            """).RunAsync();
        await DagrsTest.OfBuild("-l").Environment("BUILD_DEFAULT", "1").PrintsLine("default     (a group)").PrintsLine("throws      (C#)").RunAsync();
    }

    [Fact(Timeout = Patience)]
    public async Task A_wrong_command_line_is_refused_with_the_way_to_the_help()
    {
        await DagrsTest.OfBuild("--keep-goin").ExitsWith(2).ComplainsOf("error: unknown option '--keep-goin'; did you mean '--keep-going'?\nDagrs.TestBuild: error: try 'Dagrs.TestBuild --help'\n").RunAsync();
        await DagrsTest.OfBuild("-k", "--fail-fast").ExitsWith(2).ComplainsOf("-k and --fail-fast cannot be combined").RunAsync();
        await DagrsTest.OfBuild("-j", "0").ExitsWith(2).ComplainsOf("-j must be a number of at least 1, not '0'").RunAsync();
        Approved.Check("build-help", (await DagrsTest.OfBuild("--help").RunAsync()).Out.Replace($"here: {Math.Max(4, Environment.ProcessorCount + 2)}", "here: {jobs}", StringComparison.Ordinal));
    }

    [Fact(Timeout = Patience)]
    public async Task Reports_and_events_are_written()
    {
        using var folder = new TempFolder();
        await DagrsTest.OfBuild("fail", "hello", "--report", "json=run.json", "--report", "junit=run.xml", "--report", "html=run.html", "--events", "events.ndjson").In(folder).ExitsWith(1)
            .PrintsSomewhere("report json: run.json\nreport junit: run.xml\nreport html: run.html\n").RunAsync();

        using var report = JsonDocument.Parse(folder.Read("run.json"));
        Assert.Equal(["fail", "hello"], report.RootElement.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
        Assert.Contains("<testcase", folder.Read("run.xml"), StringComparison.Ordinal);
        Assert.Contains("what is wrong", folder.Read("run.html"), StringComparison.Ordinal);
        Assert.Contains("\"run-finished\"", folder.Read("events.ndjson"), StringComparison.Ordinal);
        await DagrsTest.OfBuild("hello", "--report", "json=/proc/none/run.json").ExitsWith(4).ComplainsOf("the report '/proc/none/run.json' was not written").RunAsync();
    }

    [Theory(Timeout = Patience)]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_it_with_all_that_it_has_started(string signal, int exitCode)
    {
        using var marker = new Marker();
        using var folder = new TempFolder();
        await using var running = DagrsTest.OfBuild("sleep", "wait", "--grace", "1").In(folder).Mark(marker).ExitsWith(exitCode).PrintsSomewhere("warn   The run is stopped").PrintsSomewhere("2 canceled").Start();
        await running.WaitUntilAsync(() => folder.Has("began") && marker.Sleeping == 2, "what sleeps");
        await running.SignalAsync(signal);
        await running.EndAsync();

        marker.AssertNoneAlive();
    }

    [Fact(Timeout = Patience)]
    public async Task A_time_limit_ends_it_with_124() =>
        await DagrsTest.OfBuild("wait", "--timeout", "1s").ExitsWith(124).PrintsSomewhere("1 canceled").RunAsync();

    [FactNeeding("tmux", Timeout = Patience)]
    public async Task On_a_terminal_what_runs_stands_below_the_lines_and_is_gone_in_the_end()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "");
        await terminal.TypeAsync($"{Paths.TestBuild} talk two");
        await terminal.WaitUntilAsync(rows => rows.Contains("[talk] line 12") && rows[^1].Contains("talk", StringComparison.Ordinal) && !rows[^1].StartsWith('['), "the area below the lines");
        await terminal.WaitForPromptAsync();

        var lines = (await terminal.LinesAsync()).SkipWhile(line => line != "[talk] line 1").ToList();
        Assert.Equal(Enumerable.Range(1, 30).Select(number => $"[talk] line {number}"), lines.Where(line => line.StartsWith("[talk]", StringComparison.Ordinal)));
        Assert.Equal(["[2/2] talk succeeded", "2 tasks: 2 succeeded", "after"], lines.SkipWhile(line => line != "[talk] line 30").Skip(1).Take(3).Select(line => line.Split(" (")[0].Split(" in ")[0]));
    }
}
