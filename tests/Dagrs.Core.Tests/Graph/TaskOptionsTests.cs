using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Graph;

/// <summary>What is said of a task reaches it, and what is wrong is told at once, by its name.</summary>
public sealed class TaskOptionsTests
{
    private const int Patience = 300_000; // ms; a hang

    [Fact(Timeout = Patience)]
    public async Task A_command_runs_where_and_with_what_its_options_say()
    {
        using var folder = new TemporaryFolder();
        var graph = new DagBuilder();
        var where = graph.Add("where", new Command.Program(["pwd"]), new TaskOptions { Directory = folder.Path });
        var variables = graph.Add("variables", new Command.Shell("echo $GREETING"), new TaskOptions { Environment = new Dictionary<string, string> { ["GREETING"] = "hello" } });
        var shell = graph.Add("shell", new Command.Shell("echo ${BASH_VERSION:+bash}"), new TaskOptions { Shell = Interpreter.Bash });
        var own = graph.Add("own shell", new Command.Shell("echo ${BASH_VERSION:+bash}") { Interpreter = Interpreter.Bash }, new TaskOptions { Shell = Interpreter.Python });
        var words = graph.Add("words", new Command.Shell("echo '$HOME'"), new TaskOptions { Shell = Interpreter.None });
        var codes = graph.Add("codes", new Command.Shell("echo ok; exit 3"), new TaskOptions { SuccessCodes = [0, 3] });
        graph.Add("zero", new Command.Shell("true"), new TaskOptions { SuccessCodes = [3], AllowFailure = AllowedFailure.Any });

        var report = await graph.Build().RunAsync();

        Assert.True(report.Succeeded, string.Join('\n', report.FailedTasks.Select(failed => failed.Words)));
        Assert.Equal(folder.Path, report.GetValue(where));
        Assert.Equal(["hello", "bash", "bash", "$HOME", "ok"], new[] { variables, shell, own, words, codes }.Select(report.GetValue));
        Assert.Equal("failed, allowed: exited with code 0", report["zero"].Words);
    }

    [Fact(Timeout = Patience)]
    public async Task Several_predecessors_stand_one_after_the_other()
    {
        var graph = new DagBuilder();
        var a = graph.Add("a", () => 1);
        var b = graph.Add("b", () => { });
        var c = graph.Add("c", () => Task.CompletedTask);
        var plain = graph.Add("plain", () => { }, after: a, b);
        var value = graph.Add("value", () => 2, after: a, b, c);
        var asynchronous = graph.Add("async", async () => await Task.Yield(), after: a, b);
        var context = graph.Add("context", context => context.Inputs.Count, after: a, b);
        var token = graph.Add("token", cancel => Task.Delay(0, cancel), after: a, b);
        var command = graph.Add("command", new Command.Shell("echo $1"), after: a, b);
        var listed = graph.Add("listed", a, x => x, after: [b, c]);
        var positional = graph.Add("positional", () => { }, null, a, b);

        var dag = graph.Build();

        Assert.All([plain, asynchronous, context, token, command, positional], task => Assert.Equal([a, b], dag.PredecessorsOf(task)));
        Assert.Equal([a, b, c], dag.PredecessorsOf(value));
        Assert.Equal([a, b, c], dag.PredecessorsOf(listed));
        var report = await dag.RunAsync();
        Assert.True(report.Succeeded);
        Assert.Equal("1", report.GetValue(command));
    }

    [Fact]
    public void What_only_a_command_has_is_refused_for_a_function()
    {
        RefusesForCode("Directory", new TaskOptions { Directory = "x" });
        RefusesForCode("Environment", new TaskOptions { Environment = new Dictionary<string, string> { ["A"] = "1" } });
        RefusesForCode("Shell", new TaskOptions { Shell = Interpreter.Sh });
        RefusesForCode("SuccessCodes", new TaskOptions { SuccessCodes = [1] });
    }

    [Fact]
    public void What_is_wrong_is_told_by_the_name_of_its_property()
    {
        Refuses("Timeout", () => new TaskOptions { Timeout = TimeSpan.Zero });
        Refuses("Timeout", () => new TaskOptions { Timeout = TimeSpan.MaxValue });
        Refuses("Directory", () => new TaskOptions { Directory = "" });
        Refuses("Environment", () => new TaskOptions { Environment = new Dictionary<string, string> { ["A=B"] = "1" } });
        Refuses("Environment", () => new TaskOptions { Environment = new Dictionary<string, string> { ["A"] = null! } });
        Refuses("Environment", () => new TaskOptions { Environment = new Dictionary<string, string> { ["DAGRS_RUN"] = "x" } });
        Refuses("SuccessCodes", () => new TaskOptions { SuccessCodes = [] });
        Refuses("Max", () => new RetryPolicy(-1));
        Refuses("Delay", () => new RetryPolicy(1) { Delay = TimeSpan.FromSeconds(-1) });
        Refuses("Backoff", () => new RetryPolicy(1) { Backoff = double.NaN });
        Refuses("Jitter", () => new RetryPolicy(1) { Jitter = 2 });
        Refuses("MaxDelay", () => new RetryPolicy(1) { MaxDelay = TimeSpan.FromSeconds(-1) });
        Refuses("Parallelism", () => new RunOptions { Parallelism = 0 });
        Refuses("Timeout", () => new RunOptions { Timeout = TimeSpan.FromSeconds(-1) });
        Refuses("Grace", () => new RunOptions { Grace = TimeSpan.FromSeconds(-1) });
        Refuses("Resources", () => new RunOptions { Resources = new Dictionary<string, long> { ["db"] = 0 } });
        Refuses("Reporters", () => new RunOptions { Reporters = [null!] });
        Refuses("Reporters", () => new RunOptions { Reporters = null! });
        Refuses("TimeProvider", () => new RunOptions { TimeProvider = null! });
        Refuses("Environment", () => new RunOptions { Environment = null! });
        Refuses("Targets", () => new RunOptions { Targets = null! });
        Refuses("Words", () => new Command.Program([]));
        Refuses("Script", () => new Command.Shell(null!));
        Refuses("Shell", () => new DagBuilder().Add("x", new Command.Shell("it's"), new TaskOptions { Shell = Interpreter.None }));
        Refuses("name", () => new DagBuilder().Add("", () => 1));
        Refuses("command", () => new DagBuilder().Add("x", (Command)null!));
        Refuses("run", () => new DagBuilder().Add("x", (Func<Task>)null!));
        Refuses("after", () => new DagBuilder().Add("x", () => 1, after: (TaskNode)null!));
        Refuses("input1", () => new DagBuilder().Add("x", (TaskNode<int>)null!, value => value));
        Refuses("inputs", () => new DagBuilder().Add("x", [(TaskNode<int>)null!], list => list.Count));
        Refuses("after", () => new DagBuilder().Add("x", () => 1, after: new DagBuilder().Add("y", () => 1)));
    }

    [Fact]
    public void A_message_says_what_may_be_and_what_is()
    {
        Assert.StartsWith("'Parallelism' must be at least 1, not 0", Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { Parallelism = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("the resource 'db' has the amount 0", Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { Resources = new Dictionary<string, long> { ["db"] = 0 } }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_without_a_total_is_told_with_the_task_that_takes_it()
    {
        var graph = new DagBuilder();
        graph.Add("x", () => 1, new TaskOptions { Resources = new Dictionary<string, long> { ["db"] = 1 } });

        var wrong = Assert.Throws<ArgumentException>(() => { _ = graph.Build().RunAsync(); });

        Assert.Equal("Resources", wrong.ParamName);
        Assert.StartsWith("task 'x' needs the resource 'db', which is not declared", wrong.Message, StringComparison.Ordinal);
    }

    private static void RefusesForCode(string property, TaskOptions options)
    {
        var graph = new DagBuilder();
        var wrong = Assert.Throws<ArgumentException>(() => graph.Add("x", () => 1, options));
        Assert.Equal(property, wrong.ParamName);
        Assert.StartsWith($"'{property}' is for commands, and this task is a function", wrong.Message, StringComparison.Ordinal);
        graph.Add("x", () => 1);
    }

    private static void Refuses(string property, Func<object> made) => Assert.Equal(property, Assert.ThrowsAny<ArgumentException>(made).ParamName);
}
