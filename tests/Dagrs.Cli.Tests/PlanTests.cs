using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>What a run would do, told without doing it.</summary>
public sealed class PlanTests
{
    private const string Rich =
        """
        env: { GLOBAL: "1 2" }
        dagrs:
          a: { name: A, cmd: echo a, tags: [ fast, core ], timeout: 90s, retry: { max: 3, delay: 1s, backoff: 2, max-delay: 4s, jitter: 0.1, on-exit: [ 1, 75 ] } }
          b: { name: B, after: a, cmd: [ ls, "a b" ], dir: sub, allow-failure: [ 3, 1 ] }
          c: { name: C, after: [ a, b ], cmd: "echo \"$1 $2\"\necho second\n", shell: bash, env: { X: y }, success-codes: [ 0, 2 ], allow-failure: true }
          d: { name: Group, after: [ b, c ] }
        """;

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Paths.Repository, "examples", "yaml");

    [LongTheory]
    [MemberData(nameof(Examples))]
    public async Task The_plan_of_each_example_is_the_approved_one(string name)
    {
        string[] given = name == "data-pipeline" ? ["--set", "day=2025-11-25"] : []; // it has no value of its own
        var text = await ShowAsync(["plan", "--yaml", Path.Combine(Folder, name + ".yaml"), "-j", "4", .. given]);
        Approved.Check("plan-" + name, text);
    }

    [Fact]
    public async Task Everything_that_can_be_said_of_a_task_is_in_its_plan() => Approved.Check("plan-rich", await ShowAsync("plan", "-j", "3", "--timeout", "10m", "--skip", "b"));

    [Fact]
    public async Task Everything_is_in_the_json_too() => Approved.Check("plan-rich", await ShowAsync("plan", "-j", "3", "--timeout", "10m", "--skip", "b", "--format", "json"), ".json");

    [Fact]
    public async Task A_dry_run_shows_the_plan() => Assert.Equal(await ShowAsync("plan", "d", "-j", "2"), await ShowAsync("-n", "d", "-j", "2"));

    [Fact]
    public Task Of_the_tasks_not_selected_only_some_are_named() => DagrsTest.Of(
            "dagrs:\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"  t{i}: {{ name: T, cmd: x }}\n")), "plan", "t7")
        .PrintsLine("left out: 99 tasks")
        .PrintsLine("  t20 (T): is not selected")
        .NeverPrints("t21")
        .PrintsLine("  and 79 more: is not selected")
        .RunAsync();

    [Fact]
    public async Task The_json_of_two_thousand_tasks_is_json()
    {
        var yaml = "dagrs:\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"  t{i}: {{ name: T, cmd: x{(i < 10 ? "" : $", after: [ t{i / 2}, t{i - 7} ]")} }}\n"));
        var ran = await DagrsTest.Of(yaml, "plan", "--format", "json").RunAsync();
        Assert.Equal(2000, JsonDocument.Parse(ran.Out).RootElement.GetProperty("tasks").GetArrayLength());
    }

    [LongTheory]
    [InlineData("--format", "yaml", "--format must be one of text, json, not 'yaml'")]
    [InlineData("-j", "0", "-j must be a number of at least 1, not '0'")]
    public Task A_wrong_word_is_refused(string option, string value, string message) => DagrsTest.Of(Rich, "plan", option, value).IsRefused(message).RunAsync();

    [Fact]
    public Task A_wrong_file_has_no_plan() => DagrsTest.Of("dagrs: { a: { name: A } }", "-n").ExitsWith(3).PrintsNothing().ComplainsOf("has no 'cmd'").RunAsync();

    // The folder it runs in is another one each time.
    private static async Task<string> ShowAsync(params string[] arguments)
    {
        using var folder = new TempFolder();
        var test = DagrsTest.Of(Rich, arguments).In(folder);
        // It has a task 'plan', which the command hides.
        var ran = await (arguments.Any(argument => argument.EndsWith("diamond.yaml", StringComparison.Ordinal)) ? test.ComplainsOf("'dagrs run plan' runs the task") : test).RunAsync();
        return ran.Out.Replace(folder.Path, "{here}", StringComparison.Ordinal).Replace(Paths.Repository, "{repository}", StringComparison.Ordinal);
    }
}
