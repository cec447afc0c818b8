using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>The run log: its lines, its levels, and its file.</summary>
public sealed class LogTests
{
    private const string Failing =
        """
        dagrs:
          a: { name: Task A, cmd: echo one; printf half }
          b: { name: Task B, after: a, cmd: exit 3 }
          c: { name: Task C, after: b, cmd: echo never }
        """;

    [Fact]
    public Task The_log_goes_to_the_terminal_in_the_words_of_the_seed() => DagrsTest.Of(Failing).ExitsWith(1)
        .Prints(
            """
            info   [Start] -> Task A -> Task B -> Task C -> [End]
            info   Executing Task[name: Task A] a
            [a] one
            [a] half
            info   Task executed successfully. [name: Task A] a in {time}
            info   Executing Task[name: Task B] b
            error  Task failed[name: Task B] b. exited with code 3 after {time}
            info   Task not run[name: Task C] c. 'b' failed
            warn   The run is stopped after 'b' failed

            failed: 'b' (Task B) exited with code 3 after {time}
              at dagrs.yaml:3
              command: exit 3

            not run because 'b' failed: 'c' (Task C)
            3 tasks: 1 succeeded, 1 failed, 1 not-run in {time}
            """)
        .RunAsync();

    [Fact]
    public Task The_log_goes_to_its_file_and_the_terminal_keeps_progress_failures_and_summary() => DagrsTest.Of(Failing, "--log-path", "run.log").ExitsWith(1)
        .Prints(
            """
            [1/3] Task A succeeded ({time})
            [2/3] Task B failed ({time})

            failed: 'b' (Task B) exited with code 3 after {time}
              at dagrs.yaml:3
              command: exit 3

            not run because 'b' failed: 'c' (Task C)
            3 tasks: 1 succeeded, 1 failed, 1 not-run in {time}
            """)
        .Leaves(
            "run.log",
            """
            {date} info   [Start] -> Task A -> Task B -> Task C -> [End]
            {date} info   Executing Task[name: Task A] a
            [a] one
            [a] half
            {date} info   Task executed successfully. [name: Task A] a in {time}
            {date} info   Executing Task[name: Task B] b
            {date} error  Task failed[name: Task B] b. exited with code 3 after {time}
            {date} info   Task not run[name: Task C] c. 'b' failed
            {date} warn   The run is stopped after 'b' failed
            """)
        .RunAsync();

    [Fact]
    public Task Quiet_with_a_log_file_leaves_a_silent_terminal_and_a_whole_log() => DagrsTest.Of("dagrs: { a: { name: A, cmd: echo hi } }", "-q", "--log-path", "run.log")
        .PrintsNothing()
        .Leaves(
            "run.log",
            """
            {date} info   [Start] -> A -> [End]
            {date} info   Executing Task[name: A]
            [a] hi
            {date} info   Task executed successfully. [name: A] in {time}
            """)
        .RunAsync();

    [LongTheory]
    [InlineData("debug", "info   Executing Task[name: Task A] a", "error  Task failed[name: Task B] b. exited with code 3 after {time}")]
    [InlineData("info", "info   Executing Task[name: Task A] a", "error  Task failed[name: Task B] b. exited with code 3 after {time}")]
    [InlineData("warn", null, "error  Task failed[name: Task B] b. exited with code 3 after {time}")]
    [InlineData("error", null, "error  Task failed[name: Task B] b. exited with code 3 after {time}")]
    [InlineData("off", null, null)]
    public async Task A_level_hides_what_is_less_important_but_never_output_nor_failures(string level, string? info, string? error)
    {
        var ran = await DagrsTest.Of(Failing, "--log-level", level).ExitsWith(1)
            .PrintsLine("[a] one")
            .PrintsLine("failed: 'b' (Task B) exited with code 3 after {time}")
            .RunAsync();
        Assert.Equal(info is not null, ran.Lines.Contains("info   Executing Task[name: Task A] a"));
        Assert.Equal(error is not null, Normal.Text(ran.Out).Contains("error  Task failed[name: Task B] b. exited with code 3 after {time}", StringComparison.Ordinal));
        Assert.Equal(level is "debug" or "info" or "warn", ran.Lines.Contains("warn   The run is stopped after 'b' failed"));
    }

    [Fact]
    public Task The_folders_of_the_log_file_are_made() => DagrsTest.Of("dagrs: { a: { name: A, cmd: 'true' } }", "--log-path", "some/deep/run.log", "--log-level", "error")
        .Leaves("some/deep/run.log", "")
        .RunAsync();

    [Fact]
    public Task An_old_log_is_emptied() => DagrsTest.Of("dagrs: { a: { name: A, cmd: 'true' } }", "--log-path", "run.log", "--log-level", "off")
        .File("run.log", "what was here before, longer than what comes\n")
        .Leaves("run.log", "")
        .RunAsync();

    [Fact]
    public async Task A_pipe_is_no_file_that_the_log_could_overwrite()
    {
        using var folder = new TempFolder();
        folder.Write("run.log", "old");
        var script = await Bash.RunAsync(folder, "\"$DAGRS\" --yaml <(echo 'dagrs: { a: { name: A, cmd: echo new } }') --log-path run.log");
        Assert.True(script.ExitCode == 0, script.Error);
        Assert.Contains("[a] new", folder.Read("run.log"), StringComparison.Ordinal);
    }

    [LongTheory]
    [InlineData("dagrs.yaml")]
    [InlineData("./sub/../dagrs.yaml")]
    [InlineData("sub/link")]
    [InlineData("link")]
    [InlineData("sub/round/dagrs.yaml")]
    [InlineData("sub/round/sub/round/link")]
    public async Task The_log_never_overwrites_the_file_of_tasks(string path)
    {
        using var folder = new TempFolder();
        const string yaml = "dagrs: { a: { name: A, cmd: touch ran } }";
        folder.Write("sub/x", "");
        File.CreateSymbolicLink(folder["sub/link"], "../dagrs.yaml");
        File.CreateSymbolicLink(folder["link"], "dagrs.yaml");
        Directory.CreateSymbolicLink(folder["sub/round"], "..");
        await DagrsTest.Of(yaml, "--log-path", path).In(folder).ExitsWith(2).PrintsNothing()
            .Complains($"dagrs: error: the log '{path}' would overwrite the task file")
            .RunAsync();
        Assert.Equal(yaml, folder.Read("dagrs.yaml"));
        Assert.False(folder.Has("ran"));
    }

    [LongFact]
    public async Task A_wrong_file_leaves_the_old_log_alone()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("dagrs:", "--log-path", "run.log").In(folder).File("run.log", "precious").ExitsWith(3).ComplainsOf("error").RunAsync();
        Assert.Equal("precious", folder.Read("run.log"));
    }

    [LongFact]
    public Task A_log_that_cannot_be_written_is_told_before_anything_runs() => Refused("file/run.log", "dagrs: error: cannot write the log to 'file/run.log': 'file' is a file, not a folder\n");

    [FactNeeding(Needs.FullDisk)]
    public Task A_log_where_no_folder_can_be_made_is_told_with_the_reason_of_the_system() =>
        Refused("/proc/x/y.log", "dagrs: error: cannot write the log to '/proc/x/y.log': no such file or folder\n");

    [LongFact]
    public Task A_log_that_is_a_folder_is_told_before_anything_runs() => Refused("folder", "dagrs: error: cannot write the log to 'folder': it is a folder\n");

    [LongFact]
    public Task A_log_without_a_name_is_told_before_anything_runs() => Refused("", "dagrs: error: --log-path needs a file\n");

    [LongFact]
    public Task A_log_on_a_full_disk_fails_dagrs_itself_in_one_line() => DagrsTest.Of("dagrs: { a: { name: A, cmd: echo hi } }", "--log-path", "/dev/full")
        .ExitsWith(4)
        .PrintsLine("1 task: 1 succeeded in {time}")
        .Complains("dagrs: error: the log '/dev/full' is incomplete: no space left on device")
        .RunAsync();

    [LongFact]
    public Task Up_to_twenty_tasks_are_shown_whole() => Order(20, "info", ran => Assert.Equal("info   " + Whole(20), ran.Lines[0]));

    [LongFact]
    public Task More_than_twenty_tasks_are_cut_in_the_middle() => Order(21, "info", ran =>
    {
        Assert.Equal(
            "info   [Start] -> T1 -> T2 -> T3 -> T4 -> T5 -> T6 -> T7 -> T8 -> T9 -> T10 -> ... -> T12 -> T13 -> T14 -> T15 -> T16 -> T17 -> T18 -> T19 -> T20 -> T21 -> [End]",
            ran.Lines[0]);
        Assert.DoesNotContain(Whole(21), ran.Out, StringComparison.Ordinal);
    });

    [LongFact]
    public Task Debug_shows_all_of_them_besides() => Order(500, "debug", ran =>
    {
        Assert.Contains(" -> ... -> ", ran.Lines[0], StringComparison.Ordinal);
        Assert.Equal("debug  " + Whole(500), ran.Lines[1]);
    });

    private static async Task Refused(string path, string message)
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("dagrs: { a: { name: A, cmd: touch ran } }", "--log-path", path).In(folder)
            .File("file", "")
            .File("folder/x", "")
            .ExitsWith(2)
            .PrintsNothing()
            .ComplainsOf(message)
            .RunAsync();
        Assert.False(folder.Has("ran"));
    }

    private static async Task Order(int tasks, string level, Action<Ran> check)
    {
        var chain = Enumerable.Range(1, tasks).Select(i => $"  t{i}: {{ name: T{i}, cmd: 'true'{(i == 1 ? "" : $", after: t{i - 1}")} }}\n");
        check(await DagrsTest.Of("dagrs:\n" + string.Concat(chain), "--log-level", level).RunAsync());
    }

    private static string Whole(int tasks) => "[Start] -> " + string.Concat(Enumerable.Range(1, tasks).Select(i => $"T{i} -> ")) + "[End]";
}
