// Above 300 lines: all cases share the terminal that is driven by hand below them.
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Live;

/// <summary>Tasks that get the terminal, in a real one: passwords, editors, keys, what others write meanwhile, and that the terminal is afterwards as it was before.</summary>
public sealed class InteractiveTests
{
    private const int Limit = 300_000;

    // No shell that minds the terminal by itself: it would put right what dagrs leaves wrong.
    private const string Plainly = "clear; sh -c 'stty -a >before; $DAGRS ARGUMENTS; echo \"code=$?\"; stty -a >after; cmp before after && echo same; read -r word && echo \"heard $word\"'";

    private const string Password = """
          ask:
            name: Ask
            interactive: true
            cmd: |
              stty -echo; printf 'Password: '
              read -r password; stty echo
              echo; echo "it is $password"

        """;

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("direct", "--progress live")]
    [InlineData("direct", "--progress plain")]
    [InlineData("direct", "-o group")]
    [InlineData("direct", "-q")]
    [InlineData("cliwrap", "--progress live")]
    public async Task A_password_is_asked_and_what_others_write_comes_afterwards_whole_and_in_order(string executor, string how)
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs:\n" + Password + "  noise: { name: Noise, cmd: \"seq -f 'noise %.0f of this task' 1 50; touch noisy; while ! [ -e go ]; do sleep 0.05; done; seq -f 'noise %.0f of this task' 51 100; touch quiet\" }\n");
        await terminal.TypeAsync(Plainly.Replace("ARGUMENTS", $"--executor {executor} {how}", StringComparison.Ordinal));
        await terminal.WaitUntilAsync(rows => rows is [.., "Password:"], "the prompt");
        await WaitForFileAsync(terminal, "noisy");
        await File.WriteAllTextAsync(terminal.PathOf("go"), "");
        await WaitForFileAsync(terminal, "quiet");
        Assert.EndsWith("Password:", (await terminal.ScreenAsync())[^1], StringComparison.Ordinal);
        await terminal.TypeAsync("se cret");
        await terminal.WaitUntilAsync(rows => rows.Contains("same"), "the end, with the modes as before");
        await terminal.TypeAsync("word");
        await terminal.WaitUntilAsync(rows => rows.Contains("heard word"), "the foreground to be that of who started dagrs");
        var lines = await terminal.LinesAsync();
        var shown = lines.SkipWhile(line => !line.StartsWith("Password:", StringComparison.Ordinal)).ToList();
        Assert.Equal(["Password:", "it is se cret"], shown.Take(2));
        Assert.Contains("code=0", shown);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"noise {i} of this task"), lines.Select(line => line.Replace("[noise] ", "", StringComparison.Ordinal)).Where(line => line.StartsWith("noise ", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains("[ask]", StringComparison.Ordinal));
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task Much_of_it_waits_in_a_file_without_a_name()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs:\n" + Password + "  noise: { name: Noise, cmd: \"while ! [ -e go ]; do sleep 0.05; done; seq -f 'noise %.0f: these are more than 1 MiB' 1 60000; touch noisy; until [ -e over ]; do sleep 0.05; done\" }\n");
        await terminal.TypeAsync("mkdir spill; export TMPDIR=$PWD/spill; " + Plainly.Replace("ARGUMENTS", "-q", StringComparison.Ordinal));
        await terminal.WaitUntilAsync(rows => rows is [.., "Password:"], "the prompt");
        await File.WriteAllTextAsync(terminal.PathOf("go"), "");
        await WaitForFileAsync(terminal, "noisy");
        Assert.Empty(Directory.EnumerateFiles(terminal.PathOf("spill"), "dagrs-*", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(terminal.PathOf("over"), "");
        await terminal.TypeAsync("secret");
        await terminal.WaitUntilAsync(rows => rows.Contains("same"), "the end");
        var lines = await terminal.LinesAsync();
        Assert.Equal(Enumerable.Range(1, 60_000).Select(i => $"[noise] noise {i}: these are more than 1 MiB"), lines.Where(line => line.StartsWith("[noise]", StringComparison.Ordinal)));
    }

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("direct")]
    [InlineData("cliwrap")]
    public async Task Ctrl_C_in_it_stops_the_run(string executor)
    {
        using var marker = new Marker();
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs:\n" + Password + $"  nap: {{ name: Nap, cmd: {marker.Sleep} }}\n  never: {{ name: Never, after: ask, cmd: echo never }}\n");
        await terminal.TypeAsync(Plainly.Replace("ARGUMENTS", $"--executor {executor}", StringComparison.Ordinal).Replace("$DAGRS", $"{Marker.Variable}={marker.Number} $DAGRS", StringComparison.Ordinal));
        await terminal.WaitUntilAsync(rows => rows is [.., "Password:"], "the prompt");
        await terminal.KeyAsync("C-c");
        var rows = await terminal.WaitUntilAsync(rows => rows.Contains("same"), "the end, with the modes as before");
        Assert.Contains("code=130", rows);
        Assert.Contains(rows, row => row.StartsWith("3 tasks: ", StringComparison.Ordinal) && row.Contains("2 canceled", StringComparison.Ordinal) && row.Contains("1 not-run", StringComparison.Ordinal));
        await terminal.TypeAsync("word");
        await terminal.WaitUntilAsync(rows => rows.Contains("heard word"), "the foreground");
        await marker.WaitForNoneAsync(TimeSpan.FromSeconds(5));
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task Ctrl_C_is_the_task_s_own_when_it_deals_with_it()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs: { ask: { name: Ask, interactive: true, cmd: \"trap 'echo caught' INT; echo ready; while ! [ -e go ]; do sleep 0.1 || :; done\" }, b: { name: B, after: ask, cmd: echo later } }");
        await terminal.TypeAsync(Plainly.Replace("ARGUMENTS", "", StringComparison.Ordinal));
        await terminal.WaitUntilAsync(rows => rows is [.., "ready"], "the task");
        await terminal.KeyAsync("C-c");
        await terminal.WaitUntilAsync(rows => rows.Any(row => row.EndsWith("caught", StringComparison.Ordinal)), "the signal");
        await File.WriteAllTextAsync(terminal.PathOf("go"), "");
        var rows = await terminal.WaitUntilAsync(rows => rows.Contains("same"), "the end");
        Assert.Contains("code=0", rows);
        Assert.Contains("[b] later", rows);
    }

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("direct")]
    [InlineData("cliwrap")]
    public async Task Ctrl_Z_suspends_all_and_fg_gives_the_terminal_back(string executor)
    {
        using var marker = new Marker();
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs:\n" + Password + $"  nap: {{ name: Nap, allow-failure: true, cmd: {marker.Sleep} }}\n");
        await terminal.TypeAsync($"export {Marker.Variable}={marker.Number}; clear; stty -a >before; $DAGRS --executor {executor}");
        await terminal.WaitUntilAsync(rows => rows is [.., "Password:"], "the prompt");
        for (var times = 0; times < 2; times++)
        {
            await terminal.KeyAsync("C-z");
            await terminal.WaitForPromptAsync();
            Assert.All(marker.SleepingIds, id => Assert.Equal('T', Marker.StateOf(id)));
            await terminal.TypeAsync("stty -a >halted; cmp before halted && echo same$((1 + 1))");
            await terminal.WaitUntilAsync(rows => rows.Contains("same2"), "the modes of the shell");
            await terminal.TypeAsync("clear; fg");
            await terminal.WaitUntilAsync(rows => rows is [var first, ..] && first.StartsWith("$DAGRS", StringComparison.Ordinal), "fg");
        }

        while (marker.SleepingIds.Any(id => Marker.StateOf(id) == 'T'))
        {
            await Task.Yield();
        }

        await terminal.TypeAsync("secret");
        var rows = await terminal.WaitUntilAsync(rows => rows.Contains("it is secret"), "the task to go on");
        Assert.DoesNotContain("secret", rows); // no echo: its modes are there again
        Assert.All(marker.SleepingIds, id => Assert.NotEqual('T', Marker.StateOf(id)));
        await terminal.KeyAsync("C-c");
        await terminal.WaitForPromptAsync();
        marker.AssertNoneAlive();
    }

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("TERM", "code=143")]
    [InlineData("HUP", "code=129")]
    [InlineData("QUIT", "code=131")]
    [InlineData("KILL", "code=137")]
    [InlineData("time-out", "code=1")]
    [InlineData("time-out of the run", "code=124")]
    public async Task However_it_ends_the_terminal_is_as_before(string end, string code)
    {
        using var marker = new Marker();
        var limit = end == "time-out" ? "timeout: 1s, " : "";
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, $"dagrs: {{ ask: {{ name: Ask, {limit}interactive: true, cmd: \"stty raw -echo; touch asked; {marker.Sleep}; true\" }} }}");
        await terminal.TypeAsync($"export {Marker.Variable}={marker.Number}; " + Plainly.Replace("ARGUMENTS", end == "time-out of the run" ? "--timeout 2s" : "--grace 1", StringComparison.Ordinal).Replace("$DAGRS", "echo $$ >pid; $DAGRS", StringComparison.Ordinal));
        await WaitForFileAsync(terminal, "asked");
        if (!end.StartsWith("time-out", StringComparison.Ordinal))
        {
            await Task.Delay(500); // the guard of this test is no native code and takes its time
            var shell = int.Parse(await File.ReadAllTextAsync(terminal.PathOf("pid")));
            var dagrs = (await File.ReadAllTextAsync($"/proc/{shell}/task/{shell}/children")).Split(' ')[0];
            await Tool.RunAsync("kill", "-s", end, dagrs);
        }

        var rows = await terminal.WaitUntilAsync(rows => rows.Any(row => row.Contains("same", StringComparison.Ordinal)), "the end, with the modes as before");
        Assert.Contains(code, rows.Select(row => row.Trim())); // a shell may write before the guard of this test, which is no native code, has put the modes right
        await terminal.TypeAsync("word");
        await terminal.WaitUntilAsync(rows => rows.Contains("heard word"), "the foreground");
        await marker.WaitForNoneAsync(TimeSpan.FromSeconds(10));
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task A_second_one_waits_for_the_first()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs:\n" + Password + Password.Replace("ask:", "again:", StringComparison.Ordinal).Replace("Password", "Once more", StringComparison.Ordinal));
        await terminal.TypeAsync(Plainly.Replace("ARGUMENTS", "-q", StringComparison.Ordinal));
        await terminal.WaitUntilAsync(rows => rows is [.., "Password:"], "the first");
        await terminal.TypeAsync("one");
        await terminal.WaitUntilAsync(rows => rows is [.., "Once more:"], "the second");
        await terminal.TypeAsync("two");
        var rows = await terminal.WaitUntilAsync(rows => rows.Contains("same"), "the end");
        Assert.Equal(["Password:", "it is one", "Once more:", "it is two"], rows.Where(row => row.Contains("it is", StringComparison.Ordinal) || row.EndsWith(':')));
    }

    [LongFactNeeding("tmux", "nano", Timeout = Limit)]
    public Task Nano_works() => EditAsync("nano -I notes", "[ New File ]", async terminal =>
    {
        await terminal.WriteAsync("hello from here");
        await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("hello from here", StringComparison.Ordinal)), "the text");
        await terminal.KeyAsync("C-o");
        await terminal.KeyAsync("Enter");
        await terminal.WaitUntilAsync(rows => rows.Any(row => row.Contains("Wrote 1 line", StringComparison.Ordinal)), "it to be written");
        await terminal.KeyAsync("C-x");
    });

    [LongFactNeeding("tmux", "vi", Timeout = Limit)]
    public Task Vi_works() => EditAsync("vi -u NONE notes", "\"notes\" [New", async terminal =>
    {
        await terminal.WriteAsync("ihello from here");
        await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("hello from here", StringComparison.Ordinal)), "the text");
        await terminal.KeyAsync("Escape");
        await Task.Delay(1500); // so that what follows does not belong to the key
        await terminal.TypeAsync(":wq");
    });

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("script -qec \"$DAGRS -q\" /dev/null")]
    [InlineData("script -qec \"sh -c '$DAGRS -q; true'\" /dev/null")]
    public async Task Ctrl_Z_does_nothing_where_no_shell_could_let_dagrs_go_on(string call)
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs: { ask: { name: Ask, interactive: true, cmd: \"printf 'Name: '; read -r name; echo it is $name\" } }");
        await terminal.TypeAsync("clear; " + call);
        await terminal.WaitUntilAsync(rows => rows is [.., "Name:"], "the prompt");
        await terminal.KeyAsync("C-z");
        await terminal.WaitUntilAsync(rows => rows is [.., "Name: ^Z"], "the key");
        await Task.Delay(500);
        await terminal.TypeAsync("Ann");
        await terminal.WaitUntilAsync(rows => rows.Contains("it is Ann"), "the task to have gone on");
        await terminal.WaitForPromptAsync();
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task A_file_that_came_by_standard_input_leaves_the_terminal_for_that()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs:\n" + Password);
        await terminal.TypeAsync("clear; cat dagrs.yaml | $DAGRS -q -f -; echo code=$?");
        await terminal.WaitUntilAsync(rows => rows is [.., "Password:"], "the prompt");
        await terminal.TypeAsync("secret");
        var rows = await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("code=", StringComparison.Ordinal)), "the end");
        Assert.Contains("it is secret", rows);
        Assert.Contains("code=0", rows);
    }

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("$DAGRS -q", "y", "code=0", true)]
    [InlineData("$DAGRS -q", "", "code=1", false)]
    [InlineData("cat dagrs.yaml | $DAGRS -q -f -", "yes", "code=0", true)]
    [InlineData("cat dagrs.yaml | $DAGRS -q -f -", "no", "code=1", false)]
    public async Task A_question_is_asked_once_before_anything_runs(string call, string answer, string code, bool runs)
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs: { a: { name: A, confirm: 'Deploy?', matrix: { k: [ a, b ] }, cmd: echo it runs }, b: { name: B, confirm: 'Really?', cmd: 'true' }, c: { name: C, confirm: 'Never?', if: 'false', cmd: 'true' } }");
        await terminal.TypeAsync($"clear; {call}; echo code=$?");
        var rows = await terminal.WaitUntilAsync(rows => rows.Any(row => row.EndsWith("[y/N]", StringComparison.Ordinal)), "the question");
        Assert.Equal(["Deploy?", "Really? [y/N]"], rows.Where(row => row.Contains('?', StringComparison.Ordinal) && !row.Contains("code", StringComparison.Ordinal)));
        await terminal.TypeAsync(answer);
        rows = await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("code=", StringComparison.Ordinal)), "the end");
        Assert.Contains(code, rows);
        Assert.Equal(runs, rows.Any(row => row.EndsWith("it runs", StringComparison.Ordinal)));
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task In_the_background_it_waits_for_fg()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs:\n" + Password);
        await terminal.TypeAsync("clear; $DAGRS -q & until [ -n \"$(jobs -s)\" ]; do sleep 0.05; done; echo halted");
        await terminal.WaitUntilAsync(rows => rows.Contains("halted"), "dagrs to be suspended");
        await terminal.TypeAsync("echo nothing is taken");
        await terminal.WaitUntilAsync(rows => rows.Contains("nothing is taken"), "the shell to read on");
        await terminal.TypeAsync("clear; fg");
        await terminal.WaitUntilAsync(rows => rows.Any(row => row.Contains("$DAGRS", StringComparison.Ordinal)), "fg");
        await Task.Delay(500);
        await terminal.TypeAsync("secret");
        await terminal.WaitUntilAsync(rows => rows.Contains("it is secret"), "the task");
        await terminal.WaitForPromptAsync();
    }

    [LongTheoryNeeding("tmux", Timeout = Limit)]
    [InlineData("direct")]
    [InlineData("cliwrap")]
    public async Task Other_tasks_have_no_terminal(string executor)
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, "dagrs: { a: { name: A, cmd: 'if : </dev/tty; then echo opened; else echo none; fi' }, b: { name: B, cmd: 'cat /dev/tty' } }");
        await terminal.TypeAsync($"clear; $DAGRS -k -q --executor {executor} 2>&1; echo code=$?");
        var rows = await terminal.WaitUntilAsync(rows => rows.Any(row => row.StartsWith("code=", StringComparison.Ordinal)), "the end");
        Assert.Contains("code=1", rows);
        Assert.DoesNotContain("[a] opened", rows);
    }

    [LongFactNeeding("tmux", Timeout = Limit)]
    public async Task Reports_say_that_its_output_is_not_captured()
    {
        await using var terminal = await TmuxTerminal.OpenAsync(100, 30, "dagrs: { ask: { name: Ask, interactive: true, cmd: \"echo seen by people; exit 3\" }, fine: { name: Fine, interactive: true, cmd: echo seen } }");
        await terminal.TypeAsync("clear; $DAGRS -k -q --events events.jsonl --report junit=junit.xml --report markdown=report.md --report json=report.json --report html=report.html; echo code=$?");
        var rows = await terminal.WaitUntilAsync(rows => rows.Contains("code=1"), "the end");
        Assert.Contains("  output: not captured, it had the terminal", rows);
        Assert.Contains("seen by people", rows);
        string Text(string name) => File.ReadAllText(terminal.PathOf(name));
        Assert.Equal(2, Text("events.jsonl").Split('\n').Count(line => line.Contains("\"type\":\"terminal-lent\"", StringComparison.Ordinal)));
        Assert.DoesNotContain("seen by people", Text("events.jsonl").Replace("\"command\":\"echo seen by people", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(2, Text("junit.xml").Split("its output is not captured: it had the terminal").Length - 1);
        Assert.Equal(2, Text("report.md").Split("its output is not captured: it had the terminal").Length - 1);
        Assert.Equal(2, Text("report.json").Split("\"hadTerminal\": true").Length - 1);
        Assert.Contains("Its output is not captured: it had the terminal.", Text("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public Task Without_a_terminal_it_runs_as_any_other() => DagrsTest.Of("dagrs: { ask: { name: Ask, interactive: true, cmd: \"cat; echo to be seen\" } }", "-q").PrintsLine("[ask] to be seen").RunAsync();

    [Fact]
    public Task A_watch_refuses_it() => DagrsTest.Of("dagrs: { ask: { name: Ask, interactive: true, cmd: x } }", "-w")
        .ExitsWith(2).PrintsNothing().Complains("dagrs: error: -w and the task 'ask' cannot be combined: the task needs the terminal ('interactive: true'), which a watch cannot give it; leave out one of the two").RunAsync();

    private static async Task EditAsync(string editor, string sign, Func<TmuxTerminal, Task> edit)
    {
        await using var terminal = await TmuxTerminal.OpenAsync(80, 24, $"dagrs: {{ edit: {{ name: Edit, interactive: true, cmd: {editor} }}, noise: {{ name: Noise, cmd: \"for i in $(seq 20); do echo noise $i; sleep 0.1; done\" }}, show: {{ name: Show, after: edit, cmd: cat notes }} }}");
        await terminal.TypeAsync(Plainly.Replace("ARGUMENTS", "", StringComparison.Ordinal));
        await terminal.WaitUntilAsync(rows => rows.Any(row => row.Contains(sign, StringComparison.Ordinal)), "the editor");
        await edit(terminal);
        var rows = await terminal.WaitUntilAsync(rows => rows.Contains("same"), "the end, with the modes as before");
        Assert.Contains("code=0", rows);
        var lines = await terminal.LinesAsync(); // what has left the screen too
        Assert.Contains("[show] hello from here", lines);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"[noise] noise {i}"), lines.Where(line => line.StartsWith("[noise]", StringComparison.Ordinal)));
    }

    private static async Task WaitForFileAsync(TmuxTerminal terminal, string name)
    {
        for (var looks = 0; !File.Exists(terminal.PathOf(name)); looks++)
        {
            Assert.True(looks < 3000, $"waited in vain for {name}; the screen:\n{string.Join('\n', await terminal.ScreenAsync())}");
            await Task.Delay(20);
        }
    }
}
