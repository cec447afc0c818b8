using System.Text;
using System.Text.Json;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Graphs in every format.</summary>
public sealed class GraphTests
{
    public static TheoryData<string> Examples => PlanTests.Examples;

    [LongTheory]
    [MemberData(nameof(Examples))]
    public async Task The_graph_of_each_example_is_the_approved_one_in_every_format(string name)
    {
        var all = new StringBuilder();
        foreach (var format in new[] { "tree", "mermaid", "dot", "json" })
        {
            all.Append($"--- {format}\n").Append(await DrawAsync(name, "--format", format));
        }

        Approved.Check("graph-" + name, all.ToString());
        Approved.Check("graph-" + name, await DrawAsync(name, "--format", "svg"), ".svg");
    }

    [Fact]
    public async Task A_tree_is_what_is_drawn_when_nothing_is_said() => Assert.Equal(await DrawAsync("release", "--format", "tree"), await DrawAsync("release"));

    [LongFact]
    public async Task Part_of_a_graph_can_be_drawn()
    {
        Assert.Equal("tests (All tests)\n├─ unit-tests (Unit tests)\n└─ end-to-end-tests (End-to-end tests)\n", await DrawAsync("release", "tests", "--skip", "version"));
        Assert.Equal("flowchart LR\n    t_version[\"Find the version\"]\n    t_announce[\"Announce\"]\n    t_version --> t_announce\n", await DrawAsync("release", "--only", "version", "announce", "--format", "mermaid"));
    }

    [LongFact]
    public Task What_GitHub_does_not_draw_is_said() => DagrsTest.Of(
            "dagrs:\n  a: { name: A, cmd: x }\n" + string.Concat(Enumerable.Range(0, 501).Select(i => $"  t{i}: {{ name: T, cmd: x, after: a }}\n")), "graph", "--format", "mermaid")
        .ComplainsOf("dagrs: warn: 501 edges and ")
        .RunAsync();

    [LongFact]
    public Task A_format_that_nobody_knows_is_refused() => DagrsTest.Of("dagrs: { a: { name: A, cmd: x } }", "graph", "--format", "svgg")
        .IsRefused("--format must be one of tree, mermaid, dot, json, svg, not 'svgg'; did you mean 'svg'?").RunAsync();

    [LongFact]
    public async Task The_json_keeps_every_name_as_it_is()
    {
        var ran = await DagrsTest.Of(NastyFile.Text(), "graph", "--format", "json").ComplainsOf("'graph' is a command and a task of 'dagrs.yaml'").RunAsync();
        Assert.Equal(NastyFile.Names, JsonDocument.Parse(ran.Out).RootElement.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("name").GetString()));
    }

    private static async Task<string> DrawAsync(string example, params string[] arguments) =>
        (await new DagrsTest(["graph", "--yaml", Path.Combine(Paths.Repository, "examples", "yaml", example + ".yaml"), .. arguments]).RunAsync()).Out;
}
