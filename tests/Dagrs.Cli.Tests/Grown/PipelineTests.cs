using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Grown;

/// <summary>The data pipeline of the fixtures, with stub scripts: success, a failure of each task, a stop in each, and parts of it.</summary>
public sealed class PipelineTests
{
    private const int Patience = 240_000; // ms

    private static readonly string[] Fetched = ["fetch[table=orders]", "fetch[table=customers]", "fetch[table=items]"];

    // The variables FAIL, SLOW and EMPTY say what a script does for the words that it is called with.
    private const string Stub =
        """
        #!/bin/sh
        me="${0##*/} $1"
        echo "$me" >> calls
        test "$FAIL" = "$me" && exit 3
        test "$SLOW" = "$me" && echo waiting && sleep 300
        case $me in
          clean.py*) echo "$me" > "clean/$1-$2.parquet" ;;
          report.py*) echo "$me" > "report-$1.html" ;;
        esac
        test "$EMPTY" = "$1" || printf 'a\nb\n'

        """;

    [LongFact(Timeout = Patience)]
    public async Task The_second_run_does_nothing_and_one_after_a_change_what_hangs_on_it()
    {
        using var folder = Folder();
        string[] arguments = ["--set", "day=2025-11-25", "--state", folder["state"]];
        await Run(folder, arguments).RunAsync();
        var second = await Run(folder, arguments).RunAsync();
        Assert.Equal(new Dictionary<string, int> { ["up-to-date"] = 7, ["skipped"] = 1 }, second.Counts);

        File.AppendAllText(folder["raw/orders-2025-11-25.csv"], "c\n");
        File.Delete(folder["calls"]);
        var third = await Run(folder, arguments).RunAsync();
        Assert.Equal(["fetch.sh orders"], folder.Read("calls").Split('\n', StringSplitOptions.RemoveEmptyEntries)[..1]);
        Assert.Equal(new Dictionary<string, int> { ["succeeded"] = 1, ["up-to-date"] = 6, ["skipped"] = 1 }, third.Counts);
    }

    [Fact(Timeout = Patience)]
    public async Task It_runs_as_its_comment_says()
    {
        using var folder = Folder();
        var ran = await Run(folder, "--set", "day=2025-11-25").RunAsync();

        Assert.Equal(new Dictionary<string, int> { ["succeeded"] = 7, ["skipped"] = 1 }, ran.Counts);
        Assert.Contains("info   Task skipped[name: Tell the team] mail. nothing before it failed", ran.Lines);
        Assert.Equal("a\nb\n", folder.Read("raw/orders-2025-11-25.csv"));
    }

    [Fact(Timeout = Patience)]
    public async Task It_is_not_run_without_a_day() => await new DagrsTest("-f", "pipeline.yaml").In(Folder()).ExitsWith(2).PrintsNothing()
        .Complains("dagrs: error: parameter 'day' has no value; set it with --set day=VALUE").RunAsync();

    [LongTheory(Timeout = Patience)]
    [InlineData("fetch.sh orders", "fetch[table=orders]")]
    [InlineData("clean.py items", "clean[table=items]")]
    [InlineData("report.py 2025-11-25", "report")]
    public async Task A_failure_of_a_task_is_the_run_s_and_is_told_to_the_team_on_CI(string failing, string id)
    {
        using var folder = Folder();
        var ran = await Run(folder, "--set", "day=2025-11-25", "-o", "prefix").Environment("FAIL", failing).Environment("CI", "true").ExitsWith(1).RunAsync();

        Assert.Contains(ran.Lines, line => line.StartsWith($"failed: '{id}' ", StringComparison.Ordinal));
        Assert.Contains("mail.sh pipeline of 2025-11-25 failed", folder.Read("calls"), StringComparison.Ordinal);
        Assert.DoesNotContain("report", ran.LinesOf("report"));
    }

    [Fact(Timeout = Patience)]
    public async Task What_does_not_come_after_a_failure_runs_with_k()
    {
        using var folder = Folder();
        var ran = await Run(folder, "--set", "day=2025-11-25", "-k").Environment("FAIL", "clean.py orders").ExitsWith(1).RunAsync();

        Assert.Equal(new Dictionary<string, int> { ["succeeded"] = 5, ["skipped"] = 1, ["failed"] = 1, ["not-run"] = 1 }, ran.Counts);
        Assert.Contains("info   Task skipped[name: Tell the team] mail. its condition is false: ci", ran.Lines);
    }

    [LongFact(Timeout = Patience)]
    public async Task A_table_without_rows_is_not_cleaned_and_the_report_is_made()
    {
        using var folder = Folder();
        var ran = await Run(folder, "--set", "day=2025-11-25").Environment("EMPTY", "orders").RunAsync();

        Assert.Contains("info   Task skipped[name: Clean [orders]] clean[table=orders]. its condition is false: tasks.fetch.results.rows != '0'", ran.Lines);
        Assert.Contains("report.py", folder.Read("calls"), StringComparison.Ordinal);
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("fetch.sh orders")]
    [InlineData("clean.py orders")]
    [InlineData("report.py 2025-11-25")]
    public async Task Ctrl_C_in_a_task_cancels_it_and_starts_nothing_more(string slow)
    {
        using var folder = Folder();
        using var marker = new Marker();
        await using var running = Run(folder, "--set", "day=2025-11-25").Environment("SLOW", slow).Environment("CI", "1").Mark(marker).ExitsWith(130).Start();
        await running.WaitUntilAsync(() => folder.Has("calls") && folder.Read("calls").Contains(slow, StringComparison.Ordinal), slow);
        await running.SignalAsync("INT");
        var ran = await running.EndAsync();

        Assert.Empty(marker.Alive);
        Assert.Equal(8, ran.Counts.Values.Sum());
        Assert.Contains("canceled", ran.Counts.Keys);
        Assert.DoesNotContain("mail.sh", folder.Read("calls"), StringComparison.Ordinal); // 'failure' tasks do not start after a signal
    }

    [LongFact(Timeout = Patience)]
    public async Task Only_runs_what_is_named_alone()
    {
        using var folder = Folder();
        var ran = await Run(folder, "--set", "day=2025-11-25", "--only", "fetch").RunAsync();

        Assert.Equal(new Dictionary<string, int> { ["succeeded"] = 3 }, ran.Counts);
        Assert.Equal(Fetched.Order(StringComparer.Ordinal), ran.Lines.Where(line => line.Contains("Executing", StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).Order(StringComparer.Ordinal));
    }

    [LongFact(Timeout = Patience)]
    public async Task Skip_takes_one_instance_away()
    {
        using var folder = Folder();
        var ran = await Run(folder, "--set", "day=2025-11-25", "--skip", "clean[table=items]").RunAsync();

        Assert.DoesNotContain("clean.py items", folder.Read("calls"), StringComparison.Ordinal);
        Assert.Equal(5, ran.Counts["succeeded"]);
    }

    [LongFact(Timeout = Patience)]
    public async Task From_begins_in_the_middle()
    {
        using var folder = Folder();
        var ran = await Run(folder, "--set", "day=2025-11-25", "--from", "report").RunAsync();

        Assert.Equal(new Dictionary<string, int> { ["succeeded"] = 1, ["skipped"] = 1 }, ran.Counts);
    }

    [LongFact(Timeout = Patience)]
    public async Task A_check_and_a_list_need_no_value()
    {
        await new DagrsTest("check", "-f", "pipeline.yaml").In(Folder()).RunAsync();
        await new DagrsTest("list", "-f", "pipeline.yaml").In(Folder()).PrintsSomewhere("day  required").RunAsync();
    }

    private static DagrsTest Run(TempFolder folder, params string[] arguments) => new DagrsTest(["-f", "pipeline.yaml", .. arguments]).In(folder);

    private static TempFolder Folder()
    {
        var folder = new TempFolder();
        folder.Write("pipeline.yaml", File.ReadAllText(Path.Combine(Paths.Repository, "tests", "fixtures", "grown", "pipeline.yaml")).Replace("delay: 5s", "delay: 1ms", StringComparison.Ordinal));
        foreach (var script in new[] { "fetch.sh", "clean.py", "report.py", "mail.sh" })
        {
            folder.Write(script, Stub);
            File.SetUnixFileMode(folder[script], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
