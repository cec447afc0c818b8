using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Which file is run, from which folder, and what is said when it cannot be.</summary>
public sealed class FileTests
{
    private const string Hello = "dagrs: { hello: { name: Hello, cmd: echo hello } }";
    private const string Where = "dagrs: { where: { name: Where, cmd: pwd } }";

    [LongTheory]
    [InlineData("dagrs.yaml")]
    [InlineData("dagrs.yml")]
    public Task The_file_is_found_by_its_name(string name) => new DagrsTest().File(name, Hello).PrintsLine("[hello] hello").RunAsync();

    [Fact]
    public Task The_long_name_comes_before_the_short_one() =>
        new DagrsTest("-q").File("dagrs.yaml", Hello).File("dagrs.yml", "dagrs: { no: { name: No, cmd: echo no } }").Prints("[hello] hello").RunAsync();

    [Fact]
    public Task The_nearest_folder_above_that_has_one_is_taken() => new DagrsTest("-q")
        .File("dagrs.yaml", "dagrs: { no: { name: No, cmd: echo no } }")
        .File("a/dagrs.yml", Hello)
        .File("a/b/c/other.txt", "")
        .From("a/b/c")
        .Prints("[hello] hello")
        .RunAsync();

    [Fact]
    public async Task Where_a_file_was_found_above_tasks_run_in_its_folder_and_know_where_dagrs_was_started()
    {
        using var folder = new TempFolder();
        await new DagrsTest("-q").In(folder).File("dagrs.yaml", "dagrs: { where: { name: Where, cmd: 'pwd; echo $DAGRS_START; cat here' } }").File("here", "here\n").File("a/b/x", "").From("a/b")
            .Prints($"[where] {folder.Path}\n[where] {folder["a/b"]}\n[where] here").RunAsync();
    }

    [LongTheory]
    [InlineData("", "-f", "../dagrs.yaml")]
    [InlineData("/b", "-C", "b", "-f", "../../dagrs.yaml")]
    public async Task Where_the_file_is_named_tasks_run_where_dagrs_is(string below, params string[] arguments)
    {
        using var folder = new TempFolder();
        await new DagrsTest([.. arguments, "-q"]).In(folder).File("dagrs.yaml", "dagrs: { where: { name: Where, cmd: 'pwd; echo $DAGRS_START' } }").File("a/b/x", "").From("a")
            .Prints($"[where] {folder["a"]}{below}\n[where] {folder["a"]}{below}").RunAsync();
    }

    [Fact]
    public async Task Folders_and_paths_of_the_command_line_count_from_where_the_user_is_though_the_file_is_above()
    {
        using var folder = new TempFolder();
        await new DagrsTest("--log-path", "my.log", "-q").In(folder).File("dagrs.yaml", "dagrs: { where: { name: Where, dir: a, cmd: 'pwd; exit 1' } }").File("a/b/x", "").From("a/b")
            .ExitsWith(1).PrintsSomewhere("  at ../../dagrs.yaml:1").PrintsSomewhere($"    {folder["a"]}\n").RunAsync();
        Assert.True(folder.Has("a/b/my.log"));
    }

    [Fact]
    public async Task The_plan_says_where_tasks_would_run()
    {
        using var folder = new TempFolder();
        await new DagrsTest("plan").In(folder).File("dagrs.yaml", Where).File("a/b/x", "").From("a/b").PrintsLine($"directory: {folder.Path}").RunAsync();
    }

    [Fact]
    public Task A_file_that_was_found_above_is_named_by_its_way_there() => new DagrsTest("check")
        .File("dagrs.yaml", "dagrs:\n")
        .File("a/b/x", "")
        .From("a/b")
        .ExitsWith(3)
        .ComplainsOf("../../dagrs.yaml:1:")
        .RunAsync();

    [LongFact]
    public Task Without_any_file_the_names_that_were_looked_for_are_told() => new DagrsTest().ExitsWith(3).PrintsNothing()
        .Complains("dagrs: error: there is no dagrs.yaml or dagrs.yml here or in a parent folder; name the file with --yaml FILE, or create one with 'dagrs init'")
        .RunAsync();

    [LongFact]
    public Task A_dash_is_standard_input() => new DagrsTest("-f", "-", "-q").Input(Hello).Prints("[hello] hello").RunAsync();

    [LongFact]
    public Task Problems_of_standard_input_have_their_place() => new DagrsTest("--yaml=-").Input("dagrs:\n  a: 1\n").ExitsWith(3)
        .ComplainsOf("-:2:6: error: task 'a' must be a mapping")
        .RunAsync();

    [LongFact]
    public Task Empty_standard_input_is_an_empty_file() => new DagrsTest("-f", "-").ExitsWith(3).ComplainsOf("-:1:1: error: the file is empty").RunAsync();

    [LongFact]
    public Task Tasks_get_nothing_of_standard_input() =>
        DagrsTest.Of("dagrs: { cat: { name: Cat, cmd: cat; echo end } }", "-q").Input("secret\n").Prints("[cat] end").RunAsync();

    [LongFact]
    public async Task Another_folder_is_gone_to_first()
    {
        using var folder = new TempFolder();
        await new DagrsTest("-C", "sub", "-q").In(folder).File("sub/dagrs.yaml", Where).Prints($"[where] {folder["sub"]}").RunAsync();
    }

    [LongFact]
    public Task The_file_is_looked_for_in_the_other_folder() =>
        new DagrsTest("-C", "sub", "-f", "mine.yaml", "-q").File("sub/mine.yaml", Hello).Prints("[hello] hello").RunAsync();

    [LongTheory]
    [InlineData("nowhere", "it does not exist")]
    [InlineData("file", "it is a file")]
    [InlineData("", "it does not exist")]
    public Task A_folder_that_is_none_is_refused(string folder, string why) => new DagrsTest("-C", folder).File("file", "").ExitsWith(2).PrintsNothing()
        .Complains($"dagrs: error: cannot change to the folder '{folder}': {why}")
        .RunAsync();

    [LongFact]
    public async Task A_working_directory_that_is_gone_is_told()
    {
        using var folder = new TempFolder();
        folder.Write("outer.yaml", $$"""dagrs: { outer: { name: Outer, cmd: "mkdir gone && cd gone && rmdir ../gone && exec '{{Paths.Dagrs}}' -f '{{folder["inner.yaml"]}}'" } }""");
        await new DagrsTest("-q", "-f", "outer.yaml").In(folder).File("inner.yaml", Hello).ExitsWith(1)
            .PrintsLine("[outer] dagrs: error: the working directory no longer exists; change to another one, or use -C DIR")
            .RunAsync();
    }

    [LongFact]
    public Task A_missing_file_is_told() => new DagrsTest("-f", "no/such.yaml").ExitsWith(3).PrintsNothing().Complains("no/such.yaml: error: no such file [DAG001]").RunAsync();

    [LongFact]
    public Task A_folder_is_told_apart_from_a_missing_file() =>
        new DagrsTest("-f", "sub").File("sub/x", "").ExitsWith(3).PrintsNothing().Complains("sub: error: is a folder, not a file [DAG002]").RunAsync();

    [LongFact]
    public Task An_empty_name_is_told_apart_from_a_missing_file() => new DagrsTest("--yaml=").ExitsWith(2).PrintsNothing().ComplainsOf("dagrs: error: ").RunAsync();

    [FactNeeding(Needs.NoRoot)]
    public async Task A_file_that_may_not_be_read_is_told_apart_from_a_missing_one()
    {
        using var folder = new TempFolder();
        folder.Write("locked.yaml", Hello);
        File.SetUnixFileMode(folder["locked.yaml"], UnixFileMode.None);
        await new DagrsTest("-f", "locked.yaml").In(folder).ExitsWith(3).Complains("locked.yaml: error: no permission to read the file [DAG002]").RunAsync();
    }

    [LongFact]
    public Task A_byte_order_mark_and_line_ends_of_windows_do_no_harm() =>
        new DagrsTest("-q").File("dagrs.yaml", "\ufeffdagrs:\r\n  hello:\r\n    name: Hello\r\n    cmd: echo hello\r\n").Prints("[hello] hello").RunAsync();

    [LongFact]
    public Task A_file_name_of_any_signs_is_shown_on_one_line() => new DagrsTest("-f", "a\nb\e[2J.yaml").ExitsWith(3).Complains(@"a\nb\u001b[2J.yaml: error: no such file [DAG001]").RunAsync();

    [LongFact]
    public Task A_name_pipe_can_be_read() => new DagrsTest("-q", "-f", "/dev/stdin").Input(Hello).Prints("[hello] hello").RunAsync();

    [LongFact]
    public async Task A_folder_whose_name_is_not_UTF_8_is_one_like_others()
    {
        using var folder = new TempFolder();
        var script = await Bash.RunAsync(
            folder,
            """
            odd=$(printf 'odd\377name'); mkdir -p "$odd/sub" && cd "$odd" || exit 99
            printf 'dagrs:\n  here: { name: Here, cmd: "echo x > made; test $PWD = $(pwd)" }\n  list: { name: List, cmd: [ sh, -c, "echo y > listed" ] }\n  below: { name: Below, dir: sub, cmd: "echo z > below" }\n' > dagrs.yaml
            "$DAGRS" --log-path deep/run.log && "$DAGRS" -f dagrs.yaml -q && "$DAGRS" plan > /dev/null && "$DAGRS" check && rm made listed sub/below || exit 1
            cd .. && "$DAGRS" -C "$odd" -q && rm "$odd/made" "$odd/listed" || exit 2
            "$DAGRS" --yaml="$odd/dagrs.yaml" --log-path "$odd/other.log" && test -e made && test -e "$odd/sub/below" || exit 3
            wc -l < "$odd/other.log"; wc -l < "$odd/deep/run.log"
            """);
        Assert.True(script.ExitCode == 0, script.Out + script.Error);
        Assert.Equal(script.Lines[^1], script.Lines[^2]);
    }
}
