using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>The keys of a task that say how its command runs, from the file to the process.</summary>
public sealed class TaskKeyTests
{
    [LongTheory]
    [InlineData("SLEEP")]
    [InlineData("SLEEP & SLEEP")]
    [InlineData("trap '' INT TERM; SLEEP; SLEEP")]
    [InlineData("(trap '' INT TERM; setsid SLEEP &); SLEEP")]
    [InlineData("(trap '' INT TERM; exec setsid SLEEP > /dev/null 2>&1) & SLEEP")]
    public async Task A_task_that_takes_too_long_is_ended_with_all_that_it_started(string line)
    {
        using var marker = new Marker();
        await DagrsTest.Of(
            $$"""
            dagrs:
              late:
                name: Late
                timeout: 300ms
                cmd: |
                  {{line.Replace("SLEEP", marker.Sleep, StringComparison.Ordinal)}}
              other: { name: Other, cmd: sleep 1; echo done }
              next: { name: Next, after: late, cmd: echo never }
            """, "-k", "--grace", "1")
            .Mark(marker)
            .ExitsWith(1)
            .PrintsSomewhere("'late' (Late) timed out after 0.3 s")
            .PrintsLine("[other] done")
            .NeverPrints("[next]")
            .NeverPrints("left by tasks")
            .Expect(ran => Assert.Equal((1, 1, 1), (ran.Counts["timed-out"], ran.Counts["succeeded"], ran.Counts["not-run"])))
            .RunAsync();
        marker.AssertNoneAlive();
    }

    [LongFact]
    public async Task The_next_attempt_does_not_meet_the_processes_of_the_one_before()
    {
        using var marker = new Marker();
        await DagrsTest.Of(
            $$"""
            dagrs:
              late:
                name: Late
                timeout: 1s
                retry: 2
                cmd: |
                  echo attempt $DAGRS_ATTEMPT meets $(pgrep -fc '^{{marker.Sleep}}$')
                  (trap '' INT TERM; setsid {{marker.Sleep}} > /dev/null 2>&1 &)
                  {{marker.Sleep}}
            """, "--grace", "1")
            .Mark(marker)
            .ExitsWith(1)
            .PrintsLine("[late] attempt 1 meets 0")
            .PrintsLine("[late] attempt 2 meets 0")
            .PrintsLine("[late] attempt 3 meets 0")
            .RunAsync();
        marker.AssertNoneAlive();
    }

    // Many, because each may end while it is being looked for.
    [LongFact]
    public async Task What_a_task_says_when_it_is_asked_to_end_is_heard() => await DagrsTest.Of(
        "dagrs:\n" + string.Concat(Enumerable.Range(10, 20).Select(number => $$"""
          t{{number}}: { name: Late, timeout: 500ms, cmd: "(trap 'sleep 0.7{{number}}; echo cleaned up; exit' TERM; while :; do sleep 0.05; done) & wait" }

        """)), "-k", "-j", "20", "--grace", "20", "--log-level", "off").ExitsWith(1)
        .Expect(ran => Assert.Equal(20, ran.Lines.Count(line => line.StartsWith("[t", StringComparison.Ordinal) && line.EndsWith("] cleaned up", StringComparison.Ordinal))))
        .RunAsync();

    [LongFact]
    public async Task A_run_that_is_stopped_during_the_wait_for_an_attempt_ends_at_once()
    {
        await using var running = DagrsTest.Of("dagrs: { again: { name: Again, retry: { max: 3, delay: 1h }, cmd: echo tried; exit 1 } }")
            .ExitsWith(130)
            .Expect(ran => Assert.Equal(1, ran.Counts["canceled"]))
            .Start();
        await running.WaitForAsync("[again] tried");
        await running.WaitForAsync("trying again");
        await running.SignalAsync("INT");
        await running.EndAsync();
    }

    [LongFact]
    public Task A_failure_that_is_allowed_stops_nothing_and_is_told() => DagrsTest.Of(
        """
        dagrs:
          any: { name: Any, allow-failure: true, cmd: exit 9 }
          after: { name: After, after: any, cmd: echo goes on }
          some: { name: Some, allow-failure: [ 3, 4 ], cmd: exit 4 }
        """)
        .PrintsLine("[after] goes on")
        .PrintsSomewhere("exited with code 9")
        .PrintsSomewhere("exited with code 4")
        .PrintsSomewhere("3 tasks: 1 succeeded")
        .RunAsync();

    [LongFact]
    public Task A_failure_with_another_code_than_those_allowed_is_one() =>
        DagrsTest.Of("dagrs: { some: { name: Some, allow-failure: [ 3, 4 ], cmd: exit 5 } }").ExitsWith(1).RunAsync();

    [LongTheory]
    [InlineData("[ 0, 3 ]", 3, 0)]
    [InlineData("[ 0, 3 ]", 0, 0)]
    [InlineData("[ 3 ]", 0, 1)]
    [InlineData("[ 0, 3 ]", 4, 1)]
    public Task The_codes_that_are_success_can_be_given(string codes, int code, int exitCode) =>
        DagrsTest.Of($"dagrs: {{ one: {{ name: One, success-codes: {codes}, cmd: exit {code} }} }}").ExitsWith(exitCode).RunAsync();

    [LongFact]
    public Task A_variable_is_that_of_the_task_or_the_defaults_or_the_file_or_the_surroundings() => DagrsTest.Of(
        """
        env: { A: file, B: file, C: file }
        defaults: { env: { A: defaults, B: defaults } }
        dagrs:
          task: { name: Task, env: { A: task }, cmd: "echo $A $B $C $D" }
          other: { name: Other, cmd: "echo $A $B $C $D" }
          direct: { name: Direct, env: { A: task }, cmd: "printenv A B C D" }
        """, "-q")
        .Environment("A", "outside").Environment("B", "outside").Environment("C", "outside").Environment("D", "outside")
        .PrintsLine("[task] task defaults file outside")
        .PrintsLine("[other] defaults defaults file outside")
        .Expect(ran => Assert.Equal(["task", "defaults", "file", "outside"], ran.LinesOf("direct")))
        .RunAsync();

    [LongFact]
    public Task The_variables_of_dagrs_say_which_task_run_and_attempt_it_is() => DagrsTest.Of(
        """
        dagrs:
          "a task": { name: Task, retry: 1, cmd: "printenv DAGRS_TASK DAGRS_ATTEMPT; test $DAGRS_ATTEMPT = 2" }
          run: { name: Run, cmd: [ printenv, DAGRS_RUN ] }
        """, "-q")
        .Expect(ran => Assert.Equal(["a task", "1", "a task", "2"], ran.LinesOf("a task")))
        .Expect(ran => Assert.Matches("^[0-9a-f]{16}$", Assert.Single(ran.LinesOf("run"))))
        .RunAsync();

    [LongFact]
    public async Task A_relative_directory_counts_from_the_folder_of_the_file()
    {
        using var folder = new TempFolder();
        await new DagrsTest("-q", "-f", "files/dagrs.yaml")
            .In(folder)
            .File("files/inner/x", "")
            .File("inner/x", "")
            .File("files/dagrs.yaml",
                """
                dagrs:
                  relative: { name: Relative, dir: inner, cmd: pwd }
                  direct: { name: Direct, dir: ./inner/., cmd: printenv PWD }
                  absolute: { name: Absolute, dir: /, cmd: pwd }
                  none: { name: None, cmd: pwd }
                """)
            .PrintsLine($"[relative] {folder["files/inner"]}")
            .PrintsLine($"[direct] {folder["files/inner"]}")
            .PrintsLine("[absolute] /")
            .PrintsLine($"[none] {folder.Path}")
            .RunAsync();
    }

    [LongFact]
    public async Task A_folder_that_was_reached_by_a_link_is_called_by_its_name_as_in_a_shell()
    {
        using var folder = new TempFolder();
        folder.Write("real/dagrs.yaml", "dagrs: { direct: { name: Direct, cmd: printenv PWD }, shell: { name: Shell, cmd: echo $PWD; pwd } }");
        File.CreateSymbolicLink(folder["link"], "real");
        var script = await Bash.RunAsync(folder, "cd link; exec \"$DAGRS\" -q");
        Assert.Contains($"[direct] {folder["link"]}", script.Lines);
        Assert.Equal(2, script.Lines.Count(line => line == $"[shell] {folder["link"]}"));
    }

    [LongFact]
    public async Task Without_a_path_in_the_environment_programs_are_found_as_by_a_shell()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { line: { name: Line, cmd: ls /no/such }, list: { name: List, cmd: [ echo, found ] }, own: { name: Own, env: { PATH: /none }, cmd: ls } }");
        var script = await Bash.RunAsync(folder, "exec env -u PATH \"$DAGRS\" -q -k");
        Assert.Contains("[list] found", script.Lines);
        Assert.Contains("exited with code 2", script.Out, StringComparison.Ordinal);
        Assert.Contains("exited with code 127", script.Out, StringComparison.Ordinal);
    }

    [LongTheory]
    [InlineData("sh", "false | true; echo on", 0, "on")]
    [InlineData("bash", "false | true; echo on", 1, "")]
    [InlineData("bash", "false; echo on", 1, "")]
    [InlineData("bash", "[[ a == a ]] && echo $0 ${BASH_VERSION:+bash}", 0, "one bash")]
    [InlineData("python", "import os; print(os.environ['DAGRS_TASK'])", 0, "one")]
    [InlineData("python", "raise SystemExit(7)", 1, "")]
    [InlineData("none", "printf '%s-%s\\n' \"a b\" $HOME;", 0, "a b-$HOME;")]
    [InlineData("[ sh, -e, -c ]", "false; echo on", 1, "")]
    [InlineData("[ sh, -c ]", "false; echo on", 0, "on")]
    [InlineData("[ env, X=1, sh, -c ]", "echo $X", 0, "1")]
    public async Task Each_shell_reads_the_command(string shell, string command, int exitCode, string output)
    {
        if ((shell == "python" && !Paths.Has("python3")) || (shell == "bash" && !Paths.Has("bash")))
        {
            return;
        }

        await DagrsTest.Of($"dagrs:\n  one:\n    name: One\n    shell: {shell}\n    cmd: '{command.Replace("'", "''", StringComparison.Ordinal)}'\n", "-q")
            .ExitsWith(exitCode)
            .Expect(ran => Assert.Equal(output.Length == 0 ? [] : [output], ran.LinesOf("one")))
            .RunAsync();
    }

    [LongTheory]
    [InlineData("timeout: 90", "write 90s")]
    [InlineData("timeout: 1.5", "write 1.5s")]
    [InlineData("timeout: 90 seconds", "is not a duration")]
    [InlineData("timeout: 3d", "unknown unit 'd'")]
    [InlineData("timeout: 0s", "must be longer than zero")]
    [InlineData("timeout: -1s", "is not a duration")]
    [InlineData("timeout: 721h", "is longer than 30 days")]
    [InlineData("retry: { max: 1, delay: 3 }", "write 3s")]
    public Task A_span_of_time_that_is_none_is_refused_with_the_mend(string keys, string words) =>
        DagrsTest.Of($"dagrs: {{ one: {{ name: One, cmd: true, {keys} }} }}").ExitsWith(3).ComplainsOf(words).PrintsNothing().RunAsync();

    [LongTheory]
    [InlineData("sh", "false\necho never", 1)]
    [InlineData("sh", "cd /no/such/folder\nfalse\necho never", 1)]
    [InlineData("sh", "false; echo never", 1)]
    [InlineData("sh", "set +e\nfalse\ntrue", 0)]
    [InlineData("sh", "if false; then :; fi\nfalse || true\n! true\ntrue", 0)]
    [InlineData("bash", "false\necho never", 1)]
    [InlineData("[ sh, -c ]", "false\ntrue", 0)] // called as it is written
    public Task A_text_is_over_at_the_first_command_that_fails(string shell, string script, int exitCode) =>
        DagrsTest.Of($"dagrs: {{ one: {{ name: One, shell: {shell}, cmd: \"{script.Replace("\n", "\\n", StringComparison.Ordinal)}\" }} }}").ExitsWith(exitCode).NeverPrints("[one] never").RunAsync();

    [LongTheory]
    [InlineData("-x foo", "-x: not found")]
    [InlineData("+x foo", "+x: not found")]
    public Task A_text_that_begins_like_an_option_is_still_a_command(string script, string words) =>
        DagrsTest.Of($"dagrs: {{ one: {{ name: One, cmd: \"{script}; echo $0\" }} }}").ExitsWith(1).PrintsSomewhere(words).RunAsync();

    [LongFact]
    public Task The_first_output_is_where_it_was_in_a_text_that_begins_like_an_option() => DagrsTest.Of(
        """
        dagrs:
          one: { name: One, cmd: echo 1.2.3 }
          two: { name: Two, after: one, cmd: "-x 2> /dev/null || echo $0 got $1" }
        """).PrintsLine("[two] two got 1.2.3").RunAsync();

    [LongTheory]
    [InlineData("perl", "[ perl, -e ]", "print \"perl got: @ARGV\\n\"", "perl got: two 1.2.3")]
    [InlineData("node", "[ node, -e ]", "console.log(\"node got:\", process.argv.slice(-1)[0])", "node got: 1.2.3")]
    [InlineData("python3", "python", "import argparse; p = argparse.ArgumentParser(); p.add_argument(\"x\"); print(\"python got:\", p.parse_args().x)", "python got: 1.2.3")]
    [InlineData("bash", "[ bash, -c ]", "echo bash got: $1", "bash got: 1.2.3")]
    public async Task Outputs_reach_every_interpreter(string needed, string shell, string script, string line)
    {
        if (Paths.Has(needed))
        {
            await DagrsTest.Of(
                $$"""
                dagrs:
                  one: { name: One, cmd: echo 1.2.3 }
                  two:
                    name: Two
                    after: one
                    shell: {{shell}}
                    cmd: '{{script}}'
                """).PrintsLine("[two] " + line).RunAsync();
        }
    }

    [LongFact]
    public Task A_death_by_signal_may_be_a_success_and_hands_on_its_output() => DagrsTest.Of(
        """
        dagrs:
          one: { name: One, success-codes: [ 0, 143 ], cmd: "echo last words; kill -TERM $$" }
          two: { name: Two, after: one, cmd: "echo got $1" }
          three: { name: Three, allow-failure: 137, cmd: "echo more words; kill -KILL $$" }
          four: { name: Four, after: three, cmd: "echo got $1" }
        """).PrintsLine("[two] got last words").PrintsLine("[four] got more words").Expect(ran => Assert.Equal(3, ran.Counts["succeeded"])).RunAsync();
}
