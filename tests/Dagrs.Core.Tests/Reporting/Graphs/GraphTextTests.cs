using System.Text.Json;
using System.Xml.Linq;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Graphs;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Reporting.Graphs;

/// <summary>What no name and no size may break.</summary>
public sealed class GraphTextTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Formats => [.. GraphForms.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_name_brings_in_a_control_character(string format)
    {
        var text = GraphForms.All[format](Picture.Of(GraphShapes.Nasty()));
        Assert.DoesNotContain(text, c => c != '\n' && OneLine.IsUnsafe(c));
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_takes_two_thousand_tasks_and_no_edges(string format)
    {
        Assert.InRange(GraphForms.All[format](Picture.Of(GraphShapes.Apart(2000))).Length, 2000, 4_000_000);
        Assert.InRange(GraphForms.All[format](Picture.Of(GraphShapes.Random(2000, reach: 100))).Length, 2000, 4_000_000);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_grows_only_with_the_graph_when_it_is_a_chain(string format) =>
        Assert.InRange(GraphForms.All[format](Picture.Of(GraphShapes.Chain(20_000))).Length, 0, 20_000 * 1500);

    [Fact]
    public void The_picture_is_well_formed_and_has_every_name()
    {
        var dag = GraphShapes.Nasty();
        var boxes = XDocument.Parse(SvgGraph.Of(Picture.Of(dag))).Descendants(Svg + "g").ToList();
        Assert.Equal(
            dag.Tasks.Select(task => OneLine.Of(task.Id)).Select(Xml).Order(StringComparer.Ordinal),
            boxes.Select(box => box.Element(Svg + "title")!.Value.Split('\n')[0]).Select(title => title[..((title.Length - 2) / 2)]).Order(StringComparer.Ordinal));
        Assert.Equal(dag.Tasks.Count - 1, boxes.Count(box => box.Descendants(Svg + "text").First().Value.Length > 0)); // one name is blank
    }

    [Fact]
    public void The_json_says_what_the_graph_is()
    {
        var dag = GraphShapes.Random(50, reach: 20);
        var tasks = JsonDocument.Parse(JsonGraph.Of(Picture.Of(dag))).RootElement.GetProperty("tasks").EnumerateArray().ToList();
        Assert.Equal(
            dag.Tasks.Select(task => $"{task.Id} {task.Name}: {string.Join(' ', dag.PredecessorsOf(task).Select(before => before.Id))}"),
            tasks.Select(task => $"{task.GetProperty("id")} {task.GetProperty("name")}: {string.Join(' ', task.GetProperty("after").EnumerateArray())}"));
    }

    [Fact]
    public void The_plan_takes_every_name()
    {
        var plan = new ExecutionPlan(GraphShapes.Nasty());
        var conditions = new PlanConditions(4, null, "/");
        var text = PlanText.Of(plan, conditions);
        Assert.DoesNotContain(text, c => c != '\n' && OneLine.IsUnsafe(c));
        Assert.Equal(plan.Dag.Tasks.Count, JsonDocument.Parse(PlanJson.Of(plan, conditions)).RootElement.GetProperty("tasks").GetArrayLength());
    }

    [Fact]
    public void The_tree_prints_every_task_and_what_several_need_only_once()
    {
        // Each task needs the two before it: as a plain tree more lines than there are atoms.
        var lines = TreeGraph.Of(Picture.Of(GraphShapes.Of(300, task => task < 2 ? [.. Enumerable.Range(0, task)] : [task - 1, task - 2]))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(lines.Length, 300, 1000);
        Assert.All(Enumerable.Range(0, 300), task => Assert.Contains(lines, line => line.Contains($"task-{task} (", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_lies_deep_in_a_tree_begins_anew_at_the_left()
    {
        var text = TreeGraph.Of(Picture.Of(GraphShapes.Chain(60)));
        Assert.Contains("task-35 (Task number 35) (see below)", text, StringComparison.Ordinal);
        Assert.Contains("\n\ntask-35 (Task number 35)\n└─ task-34", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_that_differ_only_in_how_they_are_escaped_stay_different_in_dot()
    {
        var nodes = DotGraph.Of(Picture.Of(GraphShapes.Nasty())).Split('\n').Where(line => line.Contains(" [label=", StringComparison.Ordinal)).Select(line => line.Split(" [label=")[0]).ToList();
        Assert.Equal(nodes.Count, nodes.Distinct().Count());
    }

    [Fact]
    public void A_node_of_mermaid_is_called_after_its_task_alone()
    {
        Assert.Equal(["t_build", "t_unit__tests", "t_a_5fb", "t_a_2eb", "t_web_3atest", "t_end", "t__u65e5_", "t__u1f680_"], new[] { "build", "unit-tests", "a_b", "a.b", "web:test", "end", "日", "🚀" }.Select(MermaidIds.Of));
        Assert.Matches("^t_x{18}_h[0-9a-f]{16}$", MermaidIds.Of(new string('x', 500)));
        string[] alike = [.. NastyNames.All, "a-b", "a_b", "a__b", "a_5fb", "a b", "é", "_e9", "Ā", "_u100_", new string('x', 501), new string('x', 38), new string('x', 39), "xxxxxxxxxxxxxxxxxx_h0123456789abcdef"];
        Assert.Equal(alike.Length, alike.Select(MermaidIds.Of).Distinct().Count());
        Assert.All(alike, id => Assert.Matches("^t_[A-Za-z0-9_]{0,38}$", MermaidIds.Of(id)));
    }

    [Fact]
    public void Tasks_that_are_called_the_same_have_their_ids_in_mermaid()
    {
        var work = new Work.Execute(new Command.Shell("true"));
        var builder = new DagBuilder();
        builder.Add(new TaskSpec("a", "Test", work), []);
        builder.Add(new TaskSpec("b", "Test", work), []);
        builder.Add(new TaskSpec("c", "Other", work), []);
        Assert.Equal("flowchart LR\n    t_a[\"Test (a)\"]\n    t_b[\"Test (b)\"]\n    t_c[\"Other\"]\n", MermaidGraph.Of(Picture.Of(builder.Build())));
    }

    // What a document that was parsed can hold of a name.
    private static string Xml(string name) => string.Concat(name.EnumerateRunes()).Replace('\ufffe', '\ufffd').Replace('\uffff', '\ufffd');
}
