using System.Text;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>What tasks print: shown as it is, line by line, and unable to do harm; and what of it their successors get.</summary>
public sealed class OutputTests
{
    [Fact]
    public Task Each_line_carries_the_id_of_its_task() => Quiet("dagrs: { a: { name: A, cmd: 'echo one; echo; echo three' } }").Prints("[a] one\n[a] \n[a] three").RunAsync();

    // Whoever reads the file afterwards must not take what is there for everything.
    [TheoryNeeding(Needs.Time, Needs.FullDisk)]
    [InlineData("")]
    [InlineData("--log-path run.log")]
    [InlineData("-n")]
    [InlineData("plan")]
    [InlineData("graph --format svg")]
    [InlineData("list")]
    [InlineData("why a b")]
    [InlineData("schema")]
    [InlineData("completion bash")]
    [InlineData("check -f wrong.yaml --format json")]
    [InlineData("--help")]
    public async Task An_output_that_is_not_whole_is_an_error_in_one_line(string arguments)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: touch ran }, b: { name: B, after: a, cmd: echo } }");
        folder.Write("wrong.yaml", "dagrs: {}");
        var ended = await Bash.RunAsync(folder, $"\"$DAGRS\" {arguments} >/dev/full");
        Assert.Equal((4, "dagrs: error: standard output is incomplete: no space left on device\n"), (ended.ExitCode, ended.Error));
        Assert.Equal(arguments is "" or "--log-path run.log", folder.Has("ran"));
    }

    [Fact]
    public async Task A_failed_run_whose_output_is_not_whole_has_the_code_of_the_failure()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: exit 1 } }");
        var ended = await Bash.RunAsync(folder, "\"$DAGRS\" >/dev/full");
        Assert.Equal((1, "dagrs: error: standard output is incomplete: no space left on device\n"), (ended.ExitCode, ended.Error));
    }

    [LongTheory]
    [InlineData("plan")]
    [InlineData("graph --format svg")]
    [InlineData("list --format json")]
    public async Task A_reader_that_leaves_is_no_error_to_speak_of(string arguments)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", NastyFile.Large(3000, hasEdges: true));
        var ended = await Bash.RunAsync(folder, $"\"$DAGRS\" {arguments} | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}");
        Assert.Equal(("141\n", ""), (ended.Out, ended.Error));
    }

    [Fact]
    public Task Half_a_line_is_shown_as_a_line_before_the_task_is_said_to_have_ended() => DagrsTest.Of("dagrs: { a: { name: A, cmd: printf half } }")
        .PrintsSomewhere("[a] half\ninfo   Task executed successfully. [name: A] in {time}\n")
        .RunAsync();

    [Fact]
    public Task Lines_of_tasks_that_run_together_are_never_mixed() => Quiet(
        """
        x-task: &task
          name: Task
          cmd: for i in $(seq 300); do printf begin-; printf "$0-"; echo end; done
        dagrs:
          a: *task
          b: *task
          c: *task
        """,
        "-j", "3").Expect(ran =>
        {
            Assert.Equal(900, ran.Lines.Length);
            Assert.All(ran.Lines, line => Assert.Matches(@"^\[(?<id>[abc])\] begin-\k<id>-end$", line));
        }).RunAsync();

    [Fact]
    public Task Both_streams_come_in_the_order_in_which_they_were_written() => Quiet($"dagrs: {{ a: {{ name: A, cmd: [ '{Paths.TestProgram}', both, '200' ] }} }}")
        .Expect(ran => Assert.Equal(Enumerable.Range(1, 200).SelectMany(i => new[] { $"out {i}", $"err {i}" }), ran.LinesOf("a")))
        .RunAsync();

    [LongFact]
    public Task Twenty_megabytes_lose_nothing() => Quiet("dagrs: { a: { name: A, cmd: seq 2600000 } }").Expect(ran =>
    {
        var expected = new StringBuilder();
        for (var i = 1; i <= 2_600_000; i++)
        {
            expected.Append("[a] ").Append(i).Append('\n');
        }

        Assert.True(expected.Length > 20_000_000);
        Assert.True(expected.Equals(ran.Out), "some of the output is missing or wrong");
    }).RunAsync();

    [LongFact]
    public Task A_line_of_twenty_megabytes_loses_nothing() => Quiet($"dagrs: {{ a: {{ name: A, cmd: [ '{Paths.TestProgram}', spam, '20000000', --no-newline ] }} }}")
        .Expect(ran =>
        {
            Assert.Equal(20_000_000, ran.LinesOf("a").Sum(line => line.Length));
            Assert.Equal(20_000_000, ran.Out.Count(c => c == 'x'));
        })
        .RunAsync();

    [LongFact]
    public Task Control_sequences_do_not_reach_the_terminal() => Quiet(
        """
        dagrs:
          a:
            name: A
            cmd: printf '\033[2Jclear \033[31mred\033[0m \033]0;title\007bell\007 back\b return\n'
        """).Prints("[a] clear red bell back return").RunAsync();

    [LongFact]
    public Task Bytes_that_are_not_UTF_8_appear_as_replacement_characters() => Quiet($"dagrs: {{ a: {{ name: A, cmd: [ '{Paths.TestProgram}', bytes, 61ff62c3280a ] }} }}")
        .Prints("[a] a\ufffdb\ufffd(")
        .RunAsync();

    [LongFact]
    public Task A_character_that_comes_in_two_pieces_stays_whole() => Quiet("""dagrs: { a: { name: A, cmd: "printf '\\303'; sleep 0.1; printf '\\251\\n'" } }""").Prints("[a] é").RunAsync();

    [LongFact]
    public Task A_carriage_return_before_the_line_end_goes() => Quiet("""dagrs: { a: { name: A, cmd: "printf 'one\\r\\ntwo\\r\\n'" } }""").Prints("[a] one\n[a] two").RunAsync();

    [LongFact]
    public Task The_shell_gets_the_id_and_the_outputs_in_the_order_of_after() => Quiet(
        """
        dagrs:
          first: { name: First, cmd: echo one; echo more }
          second: { name: Second, after: first, cmd: printf two }
          both: { name: Both, after: [ second, first ], cmd: 'echo "$0|$1|$2|$#"' }
        """,
        "both").Expect(ran => Assert.Equal(["both|two|one", "more|2"], [.. ran.LinesOf("both")])).RunAsync();

    [LongFact]
    public Task Standard_error_is_no_part_of_the_output() => Quiet(
        """
        dagrs:
          a: { name: A, cmd: echo out; echo err >&2 }
          b: { name: B, after: a, cmd: 'echo "<$1>"' }
        """).PrintsLine("[b] <out>").PrintsLine("[a] err").RunAsync();

    [LongFact]
    public Task Of_an_output_one_last_line_end_is_taken_away() => Quiet(
        """
        dagrs:
          a: { name: A, cmd: "printf 'x\\n\\n'" }
          b: { name: B, after: a, cmd: 'printf "<%s>" "$1"' }
        """).Expect(ran => Assert.Equal(["<x", ">"], [.. ran.LinesOf("b")])).RunAsync();

    [LongFact]
    public Task An_output_is_never_taken_for_shell_text() => Quiet(
        """
        dagrs:
          a: { name: A, cmd: "echo '$(touch hacked); `touch hacked` \" ; touch hacked'" }
          b: { name: B, after: a, cmd: 'echo "$1"; ls' }
        """).PrintsLine("[b] $(touch hacked); `touch hacked` \" ; touch hacked").Expect(ran => Assert.DoesNotContain("hacked", ran.LinesOf("b")[1..])).RunAsync();

    [LongFact]
    public Task An_output_too_large_to_be_passed_fails_the_successor_and_names_both() => Quiet(
        """
        dagrs:
          big: { name: Big, cmd: head -c 200000 /dev/zero | tr '\0' x }
          user: { name: User, after: big, cmd: 'echo "$1"' }
        """).ExitsWith(1)
        .PrintsSomewhere("the output of 'big' is too large to be passed to 'user': 200000 bytes, and an argument holds at most 131071; write it to a file instead")
        .PrintsLine("2 tasks: 1 succeeded, 1 failed in {time}")
        .RunAsync();

    [LongFact]
    public Task A_large_output_that_nobody_asks_for_does_no_harm() => Quiet(
        """
        dagrs:
          big: { name: Big, cmd: head -c 200000 /dev/zero | tr '\0' x }
          user: { name: User, after: big, cmd: echo fine }
        """).PrintsLine("[user] fine").RunAsync();

    [LongFact]
    public Task A_background_process_that_holds_the_output_does_not_hold_the_run() => DagrsTest.Of(
        """
        dagrs:
          a: { name: A, cmd: sleep 20 & echo started }
          b: { name: B, after: a, cmd: 'echo "<$1>"' }
        """)
        .Limit(TimeSpan.FromSeconds(15))
        .PrintsLine("[b] <started>")
        .PrintsSomewhere("warn   Task[name: A] has ended, but a background process still holds its output open")
        .RunAsync();

    [LongFact]
    public async Task A_file_that_others_write_too_keeps_every_word()
    {
        using var folder = new TempFolder();
        folder.Write("inner.yaml", "dagrs: { a: { name: A, cmd: echo one } }");
        var dagrs = $"'{Paths.Dagrs}' -q -f";
        await Quiet($"dagrs: {{ outer: {{ name: Outer, cmd: \"exec > all.txt 2>&1; set +e; echo before; {dagrs} inner.yaml; {dagrs} nowhere.yaml; {dagrs} inner.yaml; echo after\" }} }}").In(folder)
            .Leaves("all.txt", "before\n[a] one\nnowhere.yaml: error: no such file [DAG001]\n[a] one\nafter")
            .RunAsync();
    }

    [LongFact]
    public Task Names_and_ids_of_any_signs_are_harmless() => DagrsTest.Of(
        """
        dagrs:
          "it's": { name: "\"quoted\" 'name'", cmd: echo 1 }
          "new\nline": { name: "two\nlines", after: "it's", cmd: echo 2 }
          "\e[31mred": { name: "\e]0;title\a\e[2J", after: "new\nline", cmd: echo 3 }
          "🚀 {Name} {0} %s \\": { name: "\u202eémoji 🚀 {Name} {0} %s \\", after: "\e[31mred", cmd: echo 4; exit 1 }
        """).ExitsWith(1)
        .Prints(
            """
            info   [Start] -> "quoted" 'name' -> two\nlines -> \u001b]0;title\u0007\u001b[2J -> \u202eémoji 🚀 {Name} {0} %s \ -> [End]
            info   Executing Task[name: "quoted" 'name'] it's
            [it's] 1
            info   Task executed successfully. [name: "quoted" 'name'] it's in {time}
            info   Executing Task[name: two\nlines] new\nline
            [new\nline] 2
            info   Task executed successfully. [name: two\nlines] new\nline in {time}
            info   Executing Task[name: \u001b]0;title\u0007\u001b[2J] \u001b[31mred
            [\u001b[31mred] 3
            info   Task executed successfully. [name: \u001b]0;title\u0007\u001b[2J] \u001b[31mred in {time}
            info   Executing Task[name: \u202eémoji 🚀 {Name} {0} %s \] 🚀 {Name} {0} %s \
            [🚀 {Name} {0} %s \] 4
            error  Task failed[name: \u202eémoji 🚀 {Name} {0} %s \] 🚀 {Name} {0} %s \. exited with code 1 after {time}
            warn   The run is stopped after '🚀 {Name} {0} %s \' failed

            failed: '🚀 {Name} {0} %s \' (\u202eémoji 🚀 {Name} {0} %s \) exited with code 1 after {time}
              at dagrs.yaml:5
              command: echo 4; exit 1
              output: above

            4 tasks: 3 succeeded, 1 failed in {time}
            """)
        .RunAsync();

    [LongFact]
    public async Task A_name_of_control_signs_is_harmless_wherever_it_appears()
    {
        const string name = "\\e[2J\\nx\\r\\u202e";
        var ran = await DagrsTest.Of(
            $$"""
            dagrs:
              "{{name}}a": { name: "{{name}}", cmd: exit 1 }
              "{{name}}b": { name: "{{name}}", after: "{{name}}a", cmd: echo }
              "{{name}}c": { name: "{{name}}", cmd: sleep 20 }
            """,
            "--fail-fast", "-j2").ExitsWith(1).RunAsync();
        Assert.All(ran.Out, c => Assert.True(c == '\n' || !char.IsControl(c) && c != '\u202e'));
    }

    [TheoryNeeding("script")]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task A_terminal_gets_colours_unless_they_are_unwanted(string name, string value)
    {
        var colourful = await OnATerminal("TERM", "xterm");
        Assert.Contains("\e[31merror", colourful, StringComparison.Ordinal);
        Assert.Contains("\e[32mgreen\e[0m", colourful, StringComparison.Ordinal);
        Assert.Contains("\e[1;31mfailed\e[0m: 'a' (A) exited with code 1", colourful, StringComparison.Ordinal);
        Assert.Contains("\e[1;31m1 failed\e[0m", colourful, StringComparison.Ordinal);
        var plain = await OnATerminal(name, value);
        Assert.Contains("error  Task failed", plain, StringComparison.Ordinal);
        Assert.Contains("[a] green", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", plain, StringComparison.Ordinal);
    }

    // script starts its command on a terminal of its own; dagrs runs it as a task.
    private static async Task<string> OnATerminal(string name, string value)
    {
        using var folder = new TempFolder();
        folder.Write("inner.yaml", """dagrs: { a: { name: A, cmd: "printf '\\033[32mgreen\\033[0m\\n'; exit 1" } }""");
        await Quiet($"dagrs: {{ a: {{ name: A, cmd: script -q -c \"'{Paths.Dagrs}' -f inner.yaml\" typescript }} }}").In(folder)
            .Environment("TERM", "xterm")
            .Environment(name, value)
            .RunAsync();
        // .NET switches the keypad of every terminal it meets to and fro.
        return folder.Read("typescript").Replace("\e[?1h\e=", "", StringComparison.Ordinal).Replace("\e[?1l\e>", "", StringComparison.Ordinal);
    }

    private static DagrsTest Quiet(string yaml, params string[] arguments) => DagrsTest.Of(yaml, ["-q", .. arguments]);
}
