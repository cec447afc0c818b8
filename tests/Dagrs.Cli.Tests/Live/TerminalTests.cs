using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Live;

/// <summary>The live area in a real terminal: what is seen while a run goes on, and that only lines are left, each whole and once.</summary>
public sealed partial class TerminalTests
{
    private const int Limit = 300_000;

    private const string Wide = "日本語 テキスト 🚀👨‍👩‍👧 é→… \\033[32mgreen\\033[0m \\033[1;31mbold red";

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData(1, 80, 24)]
    [InlineData(10, 80, 24)]
    [InlineData(200, 80, 24)]
    [InlineData(10, 20, 24)]
    [InlineData(10, 200, 50)]
    [InlineData(10, 80, 5)]
    public async Task Every_line_is_whole_and_once_and_nothing_else_is_left(int tasks, int width, int height)
    {
        var command = $"for i in 1 2 3 4 5 6 7 8; do printf 'line %s of %s: {Wide} {new string('x', 250)} end\\n' $i $DAGRS_TASK; sleep 0.3; done";
        await using var terminal = await TmuxTerminal.OpenAsync(width, height, Tasks(tasks, command));
        await terminal.TypeAsync($"clear; $DAGRS -q -j {tasks}");
        var rows = await terminal.WaitUntilAsync(rows => rows.Any(row => Head().IsMatch(row)), "the area");
        var area = rows.SkipWhile(row => !Head().IsMatch(row)).ToList();
        Assert.InRange(area.Count, 1, Math.Min(height / 3, 10));
        Assert.All(area, row => Assert.InRange(row.Length, 1, width - 1));
        await terminal.WaitForPromptAsync();
        var lines = await terminal.LinesAsync();
        AssertNoArea(lines);
        foreach (var task in Enumerable.Range(1, tasks))
        {
            foreach (var line in Enumerable.Range(1, 8))
            {
                var only = Assert.Single(lines, text => text.Contains($"line {line} of t{task}:", StringComparison.Ordinal));
                Assert.StartsWith($"[t{task}] line", only, StringComparison.Ordinal);
                Assert.EndsWith("x end", only, StringComparison.Ordinal);
            }
        }
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task Tasks_that_write_as_fast_as_they_can_lose_no_line()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, Tasks(4, "seq -f \"$DAGRS_TASK says %.0f\" 1 30000"));
        await terminal.TypeAsync("clear; $DAGRS -q -j 4");
        await terminal.WaitForPromptAsync();
        var lines = await terminal.LinesAsync();
        AssertNoArea(lines);
        foreach (var task in Enumerable.Range(1, 4))
        {
            Assert.Equal(Enumerable.Range(1, 30_000).Select(i => $"[t{task}] t{task} says {i}"), lines.Where(line => line.StartsWith($"[t{task}]", StringComparison.Ordinal)));
        }
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task A_terminal_that_changes_its_width_keeps_no_row_of_the_area()
    {
        const string command = "for i in $(seq 1 9); do echo \"$DAGRS_TASK says $i and more than 30 columns\"; done; while ! [ -e go ]; do sleep 0.05; done; echo \"$DAGRS_TASK says 10 and more than 30 columns\"";
        await using var terminal = await TmuxTerminal.OpenAsync(100, 30, Tasks(6, command));
        await terminal.TypeAsync("clear; $DAGRS -q -j 6");
        var head = "";
        foreach (var width in new[] { 90, 60, 40, 70, 120, 30, 50, 100 })
        {
            // What is on its way to a terminal while that changes its size nobody can help, so it is done when the clock of the area has just moved on.
            var rows = await terminal.WaitUntilAsync(MovedOn, "the area to move on");
            head = rows.Single(row => Head().IsMatch(row));
            await terminal.ResizeAsync(width, 30);
        }

        await terminal.WaitUntilAsync(MovedOn, "the area to move on");
        await File.WriteAllTextAsync(terminal.PathOf("go"), "");
        await terminal.WaitForPromptAsync();
        var lines = await terminal.LinesAsync();
        AssertNoArea(lines);
        Assert.All(Enumerable.Range(1, 6), task => Assert.Equal(
            Enumerable.Range(1, 10).Select(i => $"[t{task}] t{task} says {i} and more than 30 columns"), lines.Where(line => line.StartsWith($"[t{task}]", StringComparison.Ordinal))));

        // One head and a new one: a picture taken while the area is drawn anew may show the old one too, a row that stays is never seen to go.
        bool MovedOn(IReadOnlyList<string> rows) => rows.Where(row => Head().IsMatch(row)).ToList() is [var only] && only != head;
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task Half_a_line_is_shown_in_the_area_alone()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs: { ask: { name: Ask, cmd: \"printf 'half of it'; while ! [ -e go ]; do sleep 0.05; done; echo ' and the rest'\" } }");
        await terminal.TypeAsync("clear; $DAGRS -q");
        var rows = await terminal.WaitUntilAsync(rows => rows.Any(row => row.Contains("half of it", StringComparison.Ordinal)), "half a line");
        Assert.Matches(@"^  ask +\d s   half of it$", Assert.Single(rows, row => row.Contains("half of it", StringComparison.Ordinal)));
        await terminal.ResizeAsync(80, 23);
        await File.WriteAllTextAsync(terminal.PathOf("go"), "");
        Assert.Contains("[ask] half of it and the rest", await terminal.WaitForPromptAsync());
    }

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("C-c", "130")]
    [InlineData("TERM", "143")]
    [InlineData("HUP", "129")]
    [InlineData("QUIT", "131")]
    [InlineData("KILL", "137")]
    public async Task Nothing_is_left_after_the_end_by_a_signal(string signal, string code)
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, Tasks(5, "echo \"$DAGRS_TASK is there\"; sleep 60"));
        await terminal.TypeAsync("clear; $DAGRS -q -j 5; echo \"code=$?\"");
        await terminal.WaitUntilAsync(rows => rows.Count(row => row.Contains("is there", StringComparison.Ordinal)) == 10, "lines and the area"); // each in both
        if (signal == "C-c")
        {
            await terminal.KeyAsync(signal);
        }
        else
        {
            await Tool.RunAsync("kill", "-s", signal, (await terminal.ChildAsync()).ToString());
        }

        await terminal.WaitUntilAsync(rows => rows.Contains($"code={code}"), "the end");
        await terminal.WaitForPromptAsync();
        var rows = await terminal.WaitUntilAsync(rows => !rows.Any(row => Rest().IsMatch(row)), "the area to go");
        if (signal != "KILL" || Environment.UserName == "root")
        {
            Assert.DoesNotContain(rows, row => row.Contains(" running", StringComparison.Ordinal)); // else a shell may be faster than the guard
        }

        Assert.All(Enumerable.Range(1, 5), task => Assert.Single(rows, row => row == $"[t{task}] t{task} is there"));
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task Ctrl_Z_takes_the_area_away_and_fg_brings_it_back()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, Tasks(3, "i=0; while ! [ -e go ]; do i=$((i + 1)); echo \"$DAGRS_TASK says $i\"; sleep 0.1; done; echo \"$DAGRS_TASK ends\""));
        await terminal.TypeAsync("clear; $DAGRS -q -j 3");
        for (var times = 0; times < 2; times++)
        {
            await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("  t3 ", StringComparison.Ordinal)), "the area");
            await terminal.KeyAsync("C-z");
            AssertNoArea(await terminal.WaitForPromptAsync());
            await terminal.TypeAsync("fg");
        }

        await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("  t3 ", StringComparison.Ordinal)), "the area after fg");
        await File.WriteAllTextAsync(terminal.PathOf("go"), "");
        await terminal.WaitForPromptAsync();
        var lines = await terminal.LinesAsync();
        AssertNoArea(lines);
        foreach (var task in Enumerable.Range(1, 3))
        {
            var said = lines.Where(line => line.StartsWith($"[t{task}]", StringComparison.Ordinal)).ToList();
            Assert.Equal(Enumerable.Range(1, said.Count - 1).Select(i => $"[t{task}] t{task} says {i}").Append($"[t{task}] t{task} ends"), said);
        }
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task Nothing_is_drawn_in_the_background_and_fg_draws()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, Tasks(3, "echo \"$DAGRS_TASK says it\"; while ! [ -e go ]; do sleep 0.05; done; echo \"$DAGRS_TASK ends\""));
        await terminal.TypeAsync("clear; $DAGRS -q -j 3 & sleep 2; echo over");
        AssertNoArea(await terminal.WaitUntilAsync(rows => rows.Contains("over"), "two seconds"));
        await terminal.TypeAsync("fg");
        await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("  t3 ", StringComparison.Ordinal)), "the area");
        await File.WriteAllTextAsync(terminal.PathOf("go"), "");
        AssertNoArea(await terminal.WaitForPromptAsync());
    }

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("", true)]
    [InlineData("--progress plain", false)]
    [InlineData("-o raw", false)]
    [InlineData("-o group", true)]
    [InlineData("CI=1", false)]
    [InlineData("ACCESSIBLE=1", false)]
    [InlineData("TERM=dumb", false)]
    [InlineData("CI=1 --progress live", true)]
    public async Task Where_the_area_is_shown(string how, bool isShown)
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, Tasks(2, "echo ok; sleep 1"));
        var words = how.Split(' ');
        var variables = string.Join(' ', words.Where(word => word.Contains('=', StringComparison.Ordinal)));
        var options = string.Join(' ', words.Where(word => !word.Contains('=', StringComparison.Ordinal)));
        await terminal.TypeAsync($"clear; {variables} $DAGRS -q {options} >log 2>&1; script -qec \"{variables} $DAGRS -q {options}\" typescript >/dev/null; printf done");
        await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("done", StringComparison.Ordinal)), "the end");
        Assert.DoesNotContain("running", await File.ReadAllTextAsync(terminal.PathOf("log")), StringComparison.Ordinal);
        Assert.Equal(isShown, (await File.ReadAllTextAsync(terminal.PathOf("typescript"))).Contains("2 running", StringComparison.Ordinal));
    }

    private static string Tasks(int count, string command) =>
        "dagrs:\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"  t{i}:\n    name: Task {i}\n    cmd: |\n      {command}\n"));

    private static void AssertNoArea(IReadOnlyList<string> lines) => Assert.DoesNotContain(lines, line => Rest().IsMatch(line));

    [GeneratedRegex(@"^\[\d+/\d+\] \d+ run")]
    private static partial Regex Head();

    [GeneratedRegex(@"\[\d+/\d+\] \d+ run|^  t\d+ +\d+ s( |$)|\.\.\. and \d+ more")]
    private static partial Regex Rest();
}
