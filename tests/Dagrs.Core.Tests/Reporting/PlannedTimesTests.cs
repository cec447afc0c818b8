using System.Text.Json.Nodes;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>A plan of which earlier runs tell how long it takes.</summary>
public sealed class PlannedTimesTests
{
    [Fact]
    public void People_read_how_long_it_takes_and_what_takes_longest()
    {
        var plan = Plan();
        var text = PlanText.Of(plan, Conditions(plan.Dag));

        Assert.Contains("expected time: 12.00 s; 1 task never timed\n", text, StringComparison.Ordinal);
        Assert.Contains("longest path by time: 12.00 s: a -> c\n", text, StringComparison.Ordinal);
        Assert.Contains("    expected       10.00 s\n", text, StringComparison.Ordinal);
        Assert.Contains("    expected       2.00 s, estimated from the others: never timed\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_knows_nothing_is_said()
    {
        Assert.DoesNotContain("expected", PlanText.Of(Plan(), new(2, null, "/")), StringComparison.Ordinal);
        Assert.DoesNotContain("expected", PlanJson.Of(Plan(), new(2, null, "/")), StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_read_it_too()
    {
        var plan = Plan();
        var json = JsonNode.Parse(PlanJson.Of(plan, Conditions(plan.Dag)))!;

        Assert.Equal("""{"seconds":12,"criticalPath":["a","c"]}""", json["expected"]!.ToJsonString());
        Assert.Equal(
            ["""{"seconds":10,"start":0,"recorded":true}""", """{"seconds":1,"start":0,"recorded":true}""", """{"seconds":2,"start":10,"recorded":false}"""],
            json["tasks"]!.AsArray().Select(task => task!["expected"]!.ToJsonString()));
    }

    [Fact]
    public void What_a_task_reads_and_writes_is_shown()
    {
        var graph = new DagBuilder();
        graph.Add(new TaskSpec("a", "A", new Work.Execute(new Command.Shell("x")))
        {
            Files = new() { Folder = "/w", Inputs = ["src/**", "!src/gen"], Outputs = [], Variables = ["CC"], Tools = ["cc --version"], MaxAge = TimeSpan.FromHours(12), IsCached = true },
        });
        var plan = new ExecutionPlan(graph.Build());
        var text = PlanText.Of(plan, new(1, null, "/"));

        Assert.Contains("    inputs         src/**, !src/gen\n    outputs        none\n    env-inputs     CC\n    tool-inputs    cc --version\n    max-age        12 h 00 m\n    cache          yes\n", text, StringComparison.Ordinal);
        Assert.Equal(
            """{"directory":"/w","inputs":["src/**","!src/gen"],"outputs":[],"envInputs":["CC"],"toolInputs":["cc --version"],"maxAgeSeconds":43200,"cache":true,"clean":true}""",
            JsonNode.Parse(PlanJson.Of(plan, new(1, null, "/")))!["tasks"]![0]!["files"]!.ToJsonString());
    }

    private static ExecutionPlan Plan()
    {
        var graph = new DagBuilder();
        var a = graph.Add("a", new Command.Shell("x"));
        graph.Add("b", new Command.Shell("x"));
        graph.Add("c", new Command.Shell("x"), after: a);
        return new(graph.Build());
    }

    private static PlanConditions Conditions(Dag dag)
    {
        var times = new ExpectedTimes(dag, id => id switch { "a" => TimeSpan.FromSeconds(10), "b" => TimeSpan.FromSeconds(1), _ => null }, TimeSpan.FromSeconds(2));
        var forecast = new Forecast(times, new RunOptions { Parallelism = 2 });
        return new(2, null, "/") { Times = new(times, forecast.End, task => forecast.StartOf(dag.PlaceOf(task))) };
    }
}
