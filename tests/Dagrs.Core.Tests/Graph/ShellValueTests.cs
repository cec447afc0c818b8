using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Graph;

/// <summary>A value whose text is the name of its type is never handed to a command.</summary>
public sealed class ShellValueTests
{
    private const int Patience = 300_000; // ms; a hang

    [Fact]
    public void A_value_without_a_text_is_refused_when_the_graph_is_built()
    {
        Refuses(graph => graph.Add("x", () => new[] { 1 }), "System.Int32[]");
        Refuses(graph => graph.Add("x", () => new List<int>()), "System.Collections.Generic.List`1[System.Int32]");
        Refuses(graph => graph.Add("x", () => new Mute()), typeof(Mute).ToString());
        Refuses(graph => graph.Add("x", () => default(MuteStruct)), typeof(MuteStruct).ToString());
        Refuses(graph => graph.Add("x", () => (MuteStruct?)null), "MuteStruct");
        Refuses(graph => graph.Add("x", () => (IReadOnlyList<int>)[1]), "System.Collections.Generic.IReadOnlyList`1[System.Int32]");
        Refuses(graph => graph.Add("x", () => new Dictionary<string, int>()), "Dictionary");
        Refuses(graph => graph.Add("x", () => new Action(() => { })), "System.Action");
        Refuses(graph => graph.Add("x", cancel => new ValueTask<Mute>(new Mute())), typeof(Mute).ToString());
    }

    [Fact(Timeout = Patience)]
    public async Task A_value_with_a_text_is_handed_over()
    {
        await SeesAsync("1.5", graph => graph.Add("x", () => 1.5));
        await SeesAsync("text", graph => graph.Add("x", () => "text"));
        await SeesAsync("System.Int32[]", graph => graph.Add("x", () => "System.Int32[]"));
        await SeesAsync("Failed", graph => graph.Add("x", () => TaskState.Failed));
        await SeesAsync("spoken", graph => graph.Add("x", () => new Spoken()));
        await SeesAsync("Row { Id = 1 }", graph => graph.Add("x", () => new Row(1)));
        await SeesAsync("(1, 2)", graph => graph.Add("x", () => (1, 2)));
        await SeesAsync("3", graph => graph.Add("x", () => (int?)3));
        await SeesAsync("", graph => graph.Add("x", () => (string?)null));
        await SeesAsync("System.Int32", graph => graph.Add("x", () => typeof(int)));
        await SeesAsync("spoken", graph => graph.Add("x", () => (object)new Spoken()));
    }

    [Fact(Timeout = Patience)]
    public async Task One_whose_type_tells_nothing_is_refused_when_it_is_there()
    {
        var graph = new DagBuilder();
        var x = graph.Add("x", () => (object)new[] { 1 });
        graph.Add("show", new Command.Shell("echo $1"), after: x);

        var report = await graph.Build().RunAsync();

        Assert.Equal(
            "the type name System.Int32[] would be passed as the value of 'x'; convert it to a string in a task in between, or override ToString",
            report["show"].Words);
    }

    [Theory]
    [InlineData("echo hello")]
    [InlineData("echo $2")]
    [InlineData("echo \"${2}\" $21")]
    public void A_text_that_does_not_look_at_it_may_come_after_it(string text)
    {
        var graph = new DagBuilder();
        var list = graph.Add("list", () => new[] { 1 });
        var number = graph.Add("number", () => 2);

        Assert.NotNull(graph.Add("show", new Command.Shell(text), after: [list, list, number]));
    }

    [Theory]
    [InlineData("echo $1")]
    [InlineData("echo $12")]
    [InlineData("echo ${1}")]
    [InlineData("echo \"$2\" \"$@\"")]
    [InlineData("echo $2; shift; echo $1")]
    [InlineData("for x; do echo $x; done; echo $2")]
    public void One_that_may_look_at_it_may_not(string text)
    {
        var graph = new DagBuilder();
        var list = graph.Add("list", () => new[] { 1 });
        var number = graph.Add("number", () => 2);

        Assert.Throws<ArgumentException>(() => graph.Add("show", new Command.Shell(text), after: [list, number]));
    }

    [Fact]
    public void What_is_refused_leaves_the_builder_as_it_was()
    {
        var graph = new DagBuilder();
        var list = graph.Add("list", () => new[] { 1 });
        Assert.Throws<ArgumentException>(() => graph.Add("show", new Command.Shell("echo $1"), after: list));

        graph.Add("show", () => { }, after: list);

        Assert.Equal(["list", "show"], graph.Build().Tasks.Select(task => task.Id));
    }

    private static void Refuses(Func<DagBuilder, TaskNode> add, string type)
    {
        var graph = new DagBuilder();
        var x = add(graph);

        var wrong = Assert.Throws<ArgumentException>(() => graph.Add("show", new Command.Shell("echo $1"), after: x));

        Assert.Contains("the command of task 'show' would get the type name ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(type, wrong.Message, StringComparison.Ordinal);
        Assert.Equal("after", wrong.ParamName);
    }

    private static async Task SeesAsync(string text, Func<DagBuilder, TaskNode> add)
    {
        var graph = new DagBuilder();
        var x = add(graph);
        var show = graph.Add("show", new Command.Shell("printf '%s' \"$1\""), after: x);

        var report = await graph.Build().RunAsync();

        Assert.True(report.Succeeded, report["show"].Words);
        Assert.Equal(text, report.GetValue(show));
    }

    private sealed class Mute;

    private struct MuteStruct;

    private sealed record Row(int Id);

    private sealed class Spoken
    {
        public override string ToString() => "spoken";
    }
}
