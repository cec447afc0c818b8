using System.Text.Json;
using System.Xml.Linq;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Graphs;
using Dagrs.Core.Tests.Events.Recording;

namespace Dagrs.Core.Tests.Reporting.Graphs;

/// <summary>Graphs of a run: states, times and the critical path, in words and shape and not in colour alone.</summary>
public sealed class RunPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names => Runs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_run_can_be_drawn_in_every_form(string name)
    {
        var picture = Picture.Of(Runs.Of(name));
        Assert.All(GraphForms.All.Values, draw => Assert.DoesNotContain(draw(picture), c => c != '\n' && OneLine.IsUnsafe(c)));
        Assert.Equal(picture.Tasks.Count, XDocument.Parse(SvgGraph.Of(picture)).Descendants(Svg + "g").Count());
    }

    [Theory]
    [InlineData("build", "✓ succeeded, 5.00 s, critical path", "task critical succeeded")]
    [InlineData("test", "✗ failed, 8.00 s, critical path", "task critical failed")]
    [InlineData("slow", "✗ timed-out, 7.00 s", "task failed")]
    [InlineData("optional", "! failed, allowed, 1.00 s", "task suffered")]
    [InlineData("cut-short", "■ canceled, 6.00 s", "task suffered")]
    [InlineData("publish", "– not-run", "task idle")]
    [InlineData("nightly", "if: params.nightly == 'yes'|– skipped", "task skipped idle")]
    [InlineData("cached", "✓ up-to-date", "task succeeded")]
    [InlineData("clean-up", "when: always|✓ succeeded, 0 ms", "task succeeded")]
    public void A_box_says_what_became_of_its_task(string id, string marks, string classes)
    {
        var box = Box(id);
        Assert.Equal(marks, string.Join('|', box.Descendants(Svg + "text").Where(text => (string?)text.Attribute("class") == "mark").Select(text => text.Value)));
        Assert.Equal(classes, box.Attribute("class")!.Value);
    }

    [Fact]
    public void What_may_not_run_has_another_shape()
    {
        Assert.Equal(Svg + "rect", Box("build").Elements().Single(element => (string?)element.Attribute("class") == "box").Name);
        Assert.Equal(Svg + "path", Box("nightly").Elements().Single(element => (string?)element.Attribute("class") == "box").Name);
        Assert.Equal(Svg + "path", Box("clean-up").Elements().Single(element => (string?)element.Attribute("class") == "box").Name);
        Assert.Contains("    t_nightly[/\"nightly<br/>if: params.nightly == 'yes'<br/>skipped\"/]\n", MermaidGraph.Of(Picture.Of(Runs.Mixed())), StringComparison.Ordinal);
        Assert.Contains("    t_clean__up{{\"clean-up<br/>when: always<br/>succeeded, 0 ms\"}}\n", MermaidGraph.Of(Picture.Of(Runs.Mixed())), StringComparison.Ordinal);
        Assert.Contains("label=\"clean-up\\nwhen: always\\nsucceeded, 0 ms\", tooltip=\"clean-up: clean-up\", shape=hexagon];\n", DotGraph.Of(Picture.Of(Runs.Mixed())), StringComparison.Ordinal);
        Assert.Contains("clean-up [when: always, succeeded, 0 ms]\n└─ test [failed, 8.00 s, critical path] (see above)\n", TreeGraph.Of(Picture.Of(Runs.Mixed())), StringComparison.Ordinal);
    }

    [Fact]
    public void The_critical_path_is_thick()
    {
        var picture = Picture.Of(Runs.Mixed());
        Assert.Contains("    t_build ==> t_test\n", MermaidGraph.Of(picture), StringComparison.Ordinal);
        Assert.Contains("    \"build\" -> \"test\" [penwidth=3];\n", DotGraph.Of(picture), StringComparison.Ordinal);
        Assert.Single(XDocument.Parse(SvgGraph.Of(picture)).Root!.Elements(Svg + "path"), path => (string?)path.Attribute("class") == "line path");
    }

    [Fact]
    public void The_ways_in_and_out_lie_with_the_task_that_is_pointed_at()
    {
        Assert.Equal(["way in", "way out"], Box("test").Elements(Svg + "path").Select(path => path.Attribute("class")!.Value));
        Assert.Equal(["way out"], Box("build").Elements(Svg + "path").Select(path => path.Attribute("class")!.Value));
        Assert.Contains(".task:hover .way { visibility: visible }", SvgGraph.Of(Picture.Of(Runs.Mixed())), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", SvgGraph.Of(Picture.Of(Runs.Hostile())), StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_has_states_and_times()
    {
        var slow = JsonDocument.Parse(JsonGraph.Of(Picture.Of(Runs.Mixed()))).RootElement.GetProperty("tasks").EnumerateArray().Single(task => task.GetProperty("id").GetString() == "test");
        Assert.Equal(("failed", 8, true), (slow.GetProperty("state").GetString(), slow.GetProperty("duration").GetInt32(), slow.GetProperty("critical").GetBoolean()));
    }

    [Fact]
    public void A_run_that_is_no_graph_is_refused()
    {
        var circle = Runs.Empty() with { Tasks = [Runs.Done("a", 0, 0, 1) with { After = [1] }, Runs.Done("b", 0, 1, 1) with { After = [0] }] };
        Assert.Equal("its tasks form a cycle", Assert.Throws<InvalidDataException>(() => Picture.Of(circle)).Message);
        Assert.Equal("task 'a' depends on a task that is not in the graph", Assert.Throws<InvalidDataException>(() => Picture.Of(Runs.Empty() with { Tasks = [Runs.Done("a", 0, 0, 1) with { After = [7] }] })).Message);
    }

    private static XElement Box(string id) =>
        XDocument.Parse(SvgGraph.Of(Picture.Of(Runs.Mixed()))).Descendants(Svg + "g").Single(box => box.Element(Svg + "title")!.Value.StartsWith(id + ": ", StringComparison.Ordinal));
}
