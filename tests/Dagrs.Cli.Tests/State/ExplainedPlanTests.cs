using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary><c>dagrs plan --explain</c>.</summary>
public sealed class ExplainedPlanTests
{
    private const string File = """
        dagrs:
          gen: { name: Gen, inputs: src, outputs: gen.out, cmd: cp src gen.out }
          use: { name: Use, after: gen, inputs: [ gen.out, own ], outputs: use.out, cmd: cat gen.out own > use.out }
          tag: { name: Tag, results: [ v ], inputs: src, outputs: [], cmd: 'echo "v=$(cat src)" >> "$DAGRS_RESULTS"' }
          show: { name: Show, after: tag, env: { V: "${{ tasks.tag.results.v }}" }, inputs: own, outputs: show.out, cmd: 'echo "$V" > show.out' }
          plain: { name: Plain, cmd: 'true' }
          last: { name: Last, after: plain, inputs: own, outputs: last.out, cmd: cp own last.out }
        """;

    [Fact(Timeout = 120_000)]
    public async Task A_success_by_exit_codes_that_are_none_any_more_counts_no_more()
    {
        const string yaml = "dagrs: { a: { name: A, cmd: \"cat in; exit 3\", inputs: in, success-codes: [ 0, 3 ] } }";
        using var folder = new TempFolder();
        folder.Write("in", "");
        await DagrsTest.Of(yaml, "-q").In(folder).RunAsync();
        await DagrsTest.Of(yaml).In(folder).PrintsSomewhere("1 up-to-date").RunAsync();
        await DagrsTest.Of(yaml.Replace(", 3 ]", " ]", StringComparison.Ordinal), "plan", "--explain").In(folder).PrintsSomewhere("runs: 'success-codes' is gone").RunAsync();
        await DagrsTest.Of(yaml.Replace(", 3 ]", " ]", StringComparison.Ordinal), "-q").In(folder).ExitsWith(1).PrintsSomewhere("exited with code 3").RunAsync();
    }

    [Fact]
    public async Task It_says_of_each_task_whether_it_would_run_and_why_and_writes_nothing()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", File);
        folder.Write("src", "1");
        folder.Write("own", "1");
        const string last = "last runs: its dependency 'plain' runs and declares no outputs or results";
        const string plain = "plain runs: it declares no inputs or outputs";
        await Explained(folder, "gen runs: no success is recorded", "use runs: no success is recorded", "tag runs: no success is recorded", "show runs: no success is recorded", plain, last);
        Assert.False(Directory.Exists(folder["state"]));
        await new DagrsTest("-q", "--state", "state").In(folder).ExitsWith(0).RunAsync();
        await Explained(folder, "gen up to date", "use up to date", "tag up to date", "show up to date", plain, last);
        folder.Write("src", "2");
        await Explained(folder, "gen runs: input 'src' changed", "use perhaps (depends on 'gen')", "tag runs: input 'src' changed", "show perhaps (depends on 'tag')", plain, last);
        folder.Write("own", "2");
        await Explained(folder, "gen runs: input 'src' changed", "use runs: input 'own' changed", "tag runs: input 'src' changed", "show runs: input 'own' changed", plain, last);
        Assert.Single(Directory.GetDirectories(folder["state/runs"]));
    }

    [Fact]
    public async Task A_run_says_the_same_of_each_task_as_its_turn_comes()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", File);
        folder.Write("src", "1");
        folder.Write("own", "1");
        await new DagrsTest("-q", "--state", "state").In(folder).ExitsWith(0).RunAsync();
        folder.Write("own", "2");
        await new DagrsTest("--explain", "--state", "state").In(folder).ExitsWith(0)
            .PrintsLine("info   Task up to date[name: Gen]")
            .PrintsLine("info   Task up to date[name: Tag]")
            .PrintsLine("info   Task runs[name: Use]. input 'own' changed")
            .PrintsLine("info   Task runs[name: Show]. input 'own' changed")
            .PrintsLine("info   Task runs[name: Plain]. it declares no inputs or outputs")
            .PrintsLine("info   Task runs[name: Last]. what predecessor 'plain' hands over changed")
            .PrintsLine("info   Task runs[name: Last]. input 'own' changed")
            .RunAsync();
    }

    [Theory]
    [InlineData("up-to-date")]
    [InlineData("succeeded")]
    public async Task What_depends_on_the_state_of_a_task_that_runs_runs_perhaps(string state)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", $"dagrs:\n  a: {{ name: A, inputs: src, outputs: out, cmd: cp src out }}\n  b: {{ name: B, after: a, if: \"tasks.a.state == '{state}'\", cmd: 'true' }}\n");
        folder.Write("src", "1");
        await Explained(folder, "a runs: no success is recorded", "b perhaps (depends on 'a')");
        await new DagrsTest("-q", "--state", "state").In(folder).ExitsWith(0).RunAsync();
        await Explained(folder, "a up to date", state == "succeeded" ? "b skipped" : "b runs: it declares no inputs or outputs");
    }

    [Fact]
    public async Task Json_has_the_verdict_the_reason_and_the_differences()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs:\n  t: { name: T, inputs: src, outputs: out, cmd: cp src out }\n");
        folder.Write("src", "1");
        await new DagrsTest("-q", "--state", "state").In(folder).ExitsWith(0).RunAsync();
        folder.Write("src", "2");
        var ran = await new DagrsTest("-n", "--explain", "--format", "json", "--state", "state").In(folder).ExitsWith(0).RunAsync();
        using var json = System.Text.Json.JsonDocument.Parse(ran.Out);
        var explain = json.RootElement.GetProperty("tasks")[0].GetProperty("explain");
        Assert.Equal(("runs", "input 'src' changed", "input 'src' changed"), (explain.GetProperty("verdict").GetString(), explain.GetProperty("why").GetString(), explain.GetProperty("differences")[0].GetString()));
    }

    private static async Task Explained(TempFolder folder, params string[] expected)
    {
        var ran = await new DagrsTest("plan", "--explain", "--state", "state").In(folder).ExitsWith(0).RunAsync();
        var said = new Dictionary<string, string>();
        var id = "";
        foreach (var line in ran.Lines)
        {
            id = line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ' ? line.Trim().Split(' ')[0].ToLowerInvariant() : id;
            if (line.StartsWith("    explain ", StringComparison.Ordinal))
            {
                said[id] = line["    explain ".Length..].Trim();
            }
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), said.Select(task => $"{task.Key} {task.Value}").Order(StringComparer.Ordinal));
    }
}
