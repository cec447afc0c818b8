using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Options and arguments: what is taken, what is refused and in which words.</summary>
public sealed class CommandLineTests
{
    private const string ThreeTasks =
        """
        dagrs:
          one: { name: One, cmd: echo 1 }
          two: { name: Two, after: one, cmd: echo 2 }
          three: { name: Three, after: one, cmd: echo 3 }
        """;

    internal const string One = "dagrs: { hello: { name: Hello, cmd: echo hello } }";

    [LongTheory]
    [InlineData("-h")]
    [InlineData("--help")]
    [InlineData("-?")]
    public Task The_help_lists_every_option_and_command(string option) => new DagrsTest(option)
        .Expect(ran => Assert.All(
            new[]
            {
                "-f, --yaml", "-C", "--endpoints", "--log-path", "--log-level", "debug|info|warn|error|off", "-j, --jobs", "-k, --keep-going", "--fail-fast",
                "--schedule", "-q, --quiet", "--help", "-V", "TASK", "run", "check",
            },
            word => Assert.Contains(word, ran.Out, StringComparison.Ordinal)))
        .RunAsync();

    [LongTheory]
    [InlineData("-V")]
    [InlineData("--version")]
    public Task The_version_is_one_line(string option) => new DagrsTest(option)
        .Expect(ran => Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", ran.Out))
        .RunAsync();

    // As with make, ninja and git.
    [LongTheory]
    [InlineData("--version", "junk")]
    [InlineData("--help", "junk")]
    public Task A_call_for_help_or_the_version_minds_no_other_word(string option, string word) => new DagrsTest(option, word).RunAsync();

    [LongTheory]
    [InlineData("--version")]
    [InlineData("--help")]
    public Task A_call_for_help_or_the_version_with_an_unknown_option_is_refused(string option) => new DagrsTest(option, "--junk").IsRefused("unknown option '--junk'").RunAsync();

    [LongTheory]
    [InlineData("check", "'check' takes no 'flow.yaml'; name a file with --yaml FILE")]
    [InlineData("init", "'init' takes no 'flow.yaml'; name a file with --yaml FILE")]
    [InlineData("schema", "'schema' takes no 'flow.yaml'; name a file with --yaml FILE")]
    public Task A_file_where_none_belongs_is_refused_with_the_way_to_name_it(string command, string message) => new DagrsTest(command, "flow.yaml").IsRefused(message).RunAsync();

    [Fact]
    public Task What_is_too_much_is_refused() => new DagrsTest("completion", "bash", "zsh").IsRefused("'completion' takes no 'zsh' after SHELL").RunAsync();

    [Fact]
    public Task A_file_that_is_taken_for_a_task_is_told_apart() => DagrsTest.Of("dagrs: { a: { name: A, cmd: x } }", "other.yaml").File("other.yaml", "").ExitsWith(2).PrintsNothing()
        .Complains("dagrs: error: unknown task 'other.yaml'\ndagrs: error: 'other.yaml' is a file; to use it, write --yaml other.yaml")
        .RunAsync();

    [Fact]
    public Task A_subcommand_has_a_help_of_its_own() => new DagrsTest("check", "--help").PrintsSomewhere("Report every problem in the file; run nothing.").RunAsync();

    [LongTheory]
    [InlineData("--yaml", "other.yaml")]
    [InlineData("--yaml=other.yaml")]
    [InlineData("-f", "other.yaml")]
    [InlineData("-fother.yaml")]
    public Task A_value_follows_its_option_after_a_blank_or_an_equals_sign(params string[] arguments) =>
        new DagrsTest(arguments).File("other.yaml", One).PrintsLine("[hello] hello").RunAsync();

    [Fact]
    public Task Several_options_can_be_mixed_with_tasks() =>
        Three("three", "--jobs=1", "-q", "two", "-k").Prints("[one] 1\n[three] 3\n[two] 2\n").RunAsync();

    [LongTheory]
    [InlineData("--log-levle=info", "unknown option '--log-levle'; did you mean '--log-level'?")]
    [InlineData("--yam", "unknown option '--yam'; did you mean '--yaml'?")]
    [InlineData("--failfast", "unknown option '--failfast'; did you mean '--fail-fast'?")]
    [InlineData("--keepgoing", "unknown option '--keepgoing'; did you mean '--keep-going'?")]
    [InlineData("--zzzzzz", "unknown option '--zzzzzz'")]
    [InlineData("-v", "unknown option '-v'; did you mean '-V'?")]
    [InlineData("-x", "unknown option '-x'")]
    public Task An_unknown_option_is_refused_with_what_was_meant(string option, string message) => Three(option).IsRefused(message).RunAsync();

    [Fact]
    public Task Every_unknown_option_is_told() => Three("--foo", "--bar").IsRefused("unknown option '--foo'", "unknown option '--bar'").RunAsync();

    [Theory]
    [InlineData("--log-path=", "--log-path needs a file")]
    [InlineData("--events=", "--events needs a file")]
    [InlineData("--state=", "--state needs a folder")]
    [InlineData("--yaml=", "--yaml needs a file")]
    [InlineData("-f=", "--yaml needs a file")]
    [InlineData("--color=", "--color must be one of auto, always, never, not ''")]
    [InlineData("-j=", "-j must be a number of at least 1, not ''")]
    public async Task Nothing_behind_the_equals_sign_is_an_empty_value_and_takes_no_word(string option, string error)
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("dagrs: { build: { name: Build, cmd: echo } }", option, "build").In(folder).ExitsWith(2).PrintsNothing().ComplainsOf($"dagrs: error: {error}").RunAsync();
        Assert.False(folder.Has("build"));
    }

    [LongTheory]
    [InlineData("-f")]
    [InlineData("--yaml")]
    [InlineData("-C")]
    [InlineData("-j")]
    [InlineData("--log-path")]
    [InlineData("--log-level")]
    [InlineData("--schedule")]
    [InlineData("--endpoints")]
    public Task An_option_without_its_value_is_refused(string option) => Three(option).IsRefused($"'{option}' needs a value").RunAsync();

    [LongTheory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("1.5")]
    [InlineData("")]
    [InlineData("99999999999")]
    [InlineData("+5")]
    [InlineData(" 5")]
    [InlineData("0x10")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("٣")]
    public Task Fewer_than_one_task_at_once_is_refused(string number) => Three("-j", number).IsRefused($"-j must be a number of at least 1, not '{number}'").RunAsync();

    [Fact]
    public Task One_at_a_time_means_that_no_two_tasks_overlap() => DagrsTest.Of(
        """
        x-task: &task
          name: Task
          cmd: mkdir lock && sleep 0.05 && rmdir lock
        dagrs:
          a: *task
          b: *task
          c: *task
          d: *task
        """,
        "-j1").PrintsLine("4 tasks: 4 succeeded in {time}").RunAsync();

    // Each waits for the other's file, so they end only when both run.
    [Fact]
    public Task Two_at_a_time_means_that_two_tasks_run_together() => DagrsTest.Of(
        """
        dagrs:
          a: { name: A, cmd: "touch a; until [ -e b ]; do sleep 0.01; done" }
          b: { name: B, cmd: "touch b; until [ -e a ]; do sleep 0.01; done" }
        """,
        "-j", "2").RunAsync();

    [Fact]
    public Task Keep_going_and_fail_fast_exclude_each_other() => Three("-k", "--fail-fast").IsRefused("-k and --fail-fast cannot be combined").RunAsync();

    [LongTheory]
    [InlineData("--log-level", "verbose", "--log-level must be one of debug, info, warn, error, off, not 'verbose'")]
    [InlineData("--log-level", "inof", "--log-level must be one of debug, info, warn, error, off, not 'inof'; did you mean 'info'?")]
    [InlineData("--log-level", "", "--log-level must be one of debug, info, warn, error, off, not ''")]
    [InlineData("--schedule", "lazy", "--schedule must be one of eager, waves, not 'lazy'")]
    [InlineData("--endpoints", "both", "--endpoints must be one of any, single, not 'both'")]
    [InlineData("--progress", "foo", "--progress must be one of auto, live, plain, not 'foo'")]
    public Task A_word_that_is_not_one_of_the_choices_is_refused_with_all_of_them(string option, string word, string message) =>
        Three(option, word).IsRefused(message).RunAsync();

    [Fact]
    public Task A_wrong_choice_beside_one_that_may_exclude_it_is_an_error_and_no_more() =>
        Three("--progress", "live", "-o", "foo").IsRefused("-o must be one of prefix, group, keep-order, errors-only, raw, not 'foo'").RunAsync();

    [LongTheory]
    [InlineData("DEBUG")]
    [InlineData("Info")]
    [InlineData("wARn")]
    [InlineData("error")]
    [InlineData("OFF")]
    public Task A_log_level_may_be_written_in_any_case(string level) => Three("--log-level", level).PrintsLine("3 tasks: 3 succeeded in {time}").RunAsync();

    [Fact]
    public Task An_option_given_twice_is_refused() => Three("-j", "1", "-j", "2").IsRefused("option '-j' expects a single argument but 2 were provided").RunAsync();

    [Fact]
    public Task Run_is_the_same_as_no_command() => Three("run", "two", "-q", "-j1").Prints("[one] 1\n[two] 2\n").RunAsync();

    [Fact]
    public Task Check_is_silent_when_the_file_is_right() => Three("check").PrintsNothing().RunAsync();

    [Fact]
    public async Task Check_runs_nothing()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("dagrs: { a: { name: A, cmd: touch ran } }", "check").In(folder).RunAsync();
        Assert.False(folder.Has("ran"));
    }

    [Fact]
    public Task Check_tells_every_problem_at_once() => DagrsTest.Of(
        """
        dagrs:
          a:
            nam: A
            cmd: echo a
          b:
            name: B
            after: [ b, zz ]
          c:
            name: C
        """,
        "check").ExitsWith(3).PrintsNothing()
        .ComplainsOf("dagrs.yaml:3:5: error: unknown key 'nam' in task 'a'; did you mean 'name'?")
        .ComplainsOf("dagrs.yaml:8:3: error: task 'c' has no 'cmd'")
        .ComplainsOf("dagrs.yaml:7:14: error: task 'b' depends on itself")
        .ComplainsOf("dagrs.yaml:7:17: error: task 'b' depends on 'zz', which does not exist")
        .RunAsync();

    [LongTheory]
    [InlineData("check", "one", "'check' takes no 'one'; name a file with --yaml FILE")]
    [InlineData("one", "check", "'check' takes no task; to run 'one' and a task 'check', write -- before them")]
    [InlineData("-k", "check", "'check' has no option '-k'; 'run' has it")]
    [InlineData("check", "--jobs=4", "'check' has no option '--jobs'; 'run' and 'plan' have it")]
    public Task Check_takes_no_task_and_no_option_of_a_run(string first, string second, string message) => Three(first, second).IsRefused(message).RunAsync();

    [Fact]
    public async Task Help_and_version_are_understood_as_words_where_no_task_is_called_so()
    {
        await new DagrsTest("help").PrintsSomewhere("Usage     dagrs [options] [TASK...]").RunAsync();
        await Three("help", "check").PrintsSomewhere("dagrs check [options]").RunAsync();
        await Three("version").Expect(ran => Assert.Matches("^[0-9.]+\n$", ran.Out)).RunAsync();
        await DagrsTest.Of("dagrs: { version: { name: V, cmd: echo task } }", "version", "-q").Prints("[version] task").RunAsync();
    }

    [LongTheory]
    [InlineData("-l")]
    [InlineData("-n")]
    public Task A_list_and_a_plan_by_option_have_their_format_too(string option) => Three(option, "--format", "json").Expect(ran => System.Text.Json.JsonDocument.Parse(ran.Out).Dispose()).RunAsync();

    [Fact]
    public Task A_format_of_nothing_is_refused() => Three("--format", "json").IsRefused("--format is the format of a plan or a list: it needs -n or -l").RunAsync();

    [Fact]
    public Task An_output_that_nobody_gives_is_warned_of_once_by_name() => DagrsTest.Of(
        "dagrs: { a: { name: A, cmd: echo 1 }, b: { name: B, after: a, cmd: 'echo got $1' }, c: { name: C, after: [ a, b ], cmd: 'echo has $2' } }", "--from", "b", "-q")
        .Complains("dagrs: warn: left-out tasks have no output: $1 of 'b' is empty without 'a'")
        .PrintsLine("[b] got").RunAsync();

    [Fact]
    public Task A_file_of_arguments_is_not_read() => Three("@arguments").File("arguments", "--help").ExitsWith(2).Complains("dagrs: error: unknown task '@arguments'").RunAsync();

    [Fact]
    public Task What_looks_like_a_directive_is_refused() => Three("[suggest]", "one").IsRefused("unknown argument '[suggest]'; if it is a task, write -- before it").RunAsync();

    [Fact]
    public Task Quiet_leaves_only_what_tasks_print() => Three("-q", "-j1", "one").Prints("[one] 1").RunAsync();

    [Fact]
    public Task Quiet_still_tells_failures() => DagrsTest.Of("dagrs: { a: { name: A, cmd: exit 3 } }", "-q").ExitsWith(1)
        .Prints(
            """
            error  Task failed[name: A]. exited with code 3 after {time}

            failed: 'a' (A) exited with code 3 after {time}
              at dagrs.yaml:1
              command: exit 3

            1 task: 1 failed in {time}
            """)
        .RunAsync();

    internal static DagrsTest Three(params string[] arguments) => DagrsTest.Of(ThreeTasks, arguments);
}
