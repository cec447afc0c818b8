using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>The files that dagrs 0.2 (Rust) was tested with, and what becomes of each. Its correct.yaml is among the examples.</summary>
public sealed class SeedVerdictTests
{
    [Fact]
    public Task A_loop_is_shown_by_its_members_and_blames_nobody_else() => Refused("loop_error.yaml")
        .Complains(
            """
            loop_error.yaml:12:14: error: dependency cycle: c -> d -> e -> c [DAG017]
                    after: [ d ]
                             ^
            loop_error.yaml:12:14: note: 'c' depends on 'd'
            loop_error.yaml:16:14: note: 'd' depends on 'e'
            loop_error.yaml:20:14: note: 'e' depends on 'c'
            """)
        .RunAsync();

    [Fact]
    public Task A_task_that_comes_after_itself_is_told_in_words_of_its_own() => Refused("self_loop_error.yaml")
        .Complains(
            """
            self_loop_error.yaml:4:14: error: task 'a' depends on itself [DAG016]
                    after: [ a ]
                             ^
            """)
        .RunAsync();

    [Fact]
    public Task A_missing_predecessor_is_named_with_the_task_that_wants_it() => Refused("precursor_not_found.yaml")
        .Complains(
            """
            precursor_not_found.yaml:4:14: error: task 'a' depends on 'b', which does not exist [DAG015]
                    after: [ b ]
                             ^
            """)
        .RunAsync();

    [Fact]
    public Task A_task_without_a_name_is_refused() => Refused("no_task_name.yaml").ComplainsOf("no_task_name.yaml:2:3: error: task 'a' has no 'name'").RunAsync();

    [Fact]
    public Task A_task_without_a_command_is_refused() => Refused("no_script.yaml").ComplainsOf("no_script.yaml:2:3: error: task 'a' has no 'cmd'").RunAsync();

    [Fact]
    public Task A_task_with_nothing_to_run_is_refused() => Refused("no_run.yaml").ComplainsOf("no_run.yaml:2:3: error: task 'a' has no 'cmd'").RunAsync();

    [Fact]
    public Task An_unknown_key_is_told_besides_the_missing_command() => Refused("no_type.yaml")
        .ComplainsOf("no_type.yaml:2:3: error: task 'a' has no 'cmd'")
        .ComplainsOf("no_type.yaml:4:5: error: unknown key 'run' in task 'a'")
        .RunAsync();

    [Fact]
    public Task A_file_without_the_key_dagrs_is_refused() => Refused("no_start_with_dagrs.yaml")
        .ComplainsOf("no_start_with_dagrs.yaml:1:1: error: there is no key 'dagrs'")
        .RunAsync();

    [Fact]
    public Task A_key_without_a_blank_after_its_colon_is_no_YAML() => Refused("illegal_content.yaml").ComplainsOf("illegal_content.yaml:").ComplainsOf("error: not valid YAML").RunAsync();

    [Fact]
    public Task An_empty_file_is_refused() => Refused("empty_file.yaml").ComplainsOf("empty_file.yaml:1:1: error: the file is empty").RunAsync();

    [Fact]
    public Task A_file_that_does_not_exist_is_refused() => new DagrsTest("--yaml", "nowhere.yaml").ExitsWith(3).PrintsNothing()
        .Complains("nowhere.yaml: error: no such file [DAG001]")
        .RunAsync();

    [Fact]
    public Task A_failing_script_fails_the_run_and_the_rest_does_not_run_with_the_reason() => Seed("script_run_failed.yaml", "-j", "1")
        .ExitsWith(1)
        .PrintsLine("failed: 'g' (Task 7) exited with code 2 after {time}")
        .PrintsLine("not run because 'g' failed: 'c' (Task 3), 'f' (Task 6), 'd' (Task 4), 'b' (Task 2), 'a' (Task 1)")
        .PrintsLine("8 tasks: 2 succeeded, 1 failed, 5 not-run in {time}")
        .RunAsync();

    private static DagrsTest Refused(string name) => Seed(name).ExitsWith(3).PrintsNothing();

    private static DagrsTest Seed(string name, params string[] arguments) =>
        new DagrsTest(["--yaml", name, .. arguments]).File(name, File.ReadAllBytes(Paths.OfTests("seed", name)));
}
