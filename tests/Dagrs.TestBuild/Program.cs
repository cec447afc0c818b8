// A build program for the tests: a task for each thing that a build does, or that happens to it. With the variable BUILD_DEFAULT it has a task 'default'.
using Dagrs.Build;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

var graph = new DagBuilder();
var hello = graph.Add("hello", Hello);
var two = graph.Add("two", () => 2);
var four = graph.Add("four", two, value =>
{
    Console.WriteLine($"{value} and {value}");
    return 2 * value;
});
var fail = graph.Add("fail", new Command.Shell("echo what is wrong; exit 3"));
graph.Add("after-fail", () => { }, after: fail);
graph.Add("throws", Throw);
graph.Add("twice", new Command.Shell("test -e tried || { touch tried; exit 1; }"), new TaskOptions { Retry = new RetryPolicy(1) });
graph.Add("test-a", new Command.Shell("echo of a"));
graph.Add("test-b", new Command.Shell("echo of b"));
graph.Add("sleep", new Command.Shell("sleep $DAGRS_TEST_MARK & trap '' INT TERM; touch began; sleep $DAGRS_TEST_MARK; sleep $DAGRS_TEST_MARK"));
graph.Add("wait", async cancel =>
{
    await File.WriteAllTextAsync("began", "", cancel);
    await Task.Delay(Timeout.Infinite, cancel);
});
graph.Add("talk", async () =>
{
    for (var line = 1; line <= 30; line++)
    {
        Console.WriteLine($"line {line}");
        await Task.Delay(100);
    }
});
if (Environment.GetEnvironmentVariable("BUILD_DEFAULT") is not null)
{
    graph.AddGroup("default", hello, four);
}

Console.WriteLine("before");
var exitCode = await BuildProgram.RunAsync(args, graph);
Console.WriteLine("after");
return exitCode;

static void Hello()
{
    Console.Write("hel");
    Console.WriteLine("lo");
    Console.Error.WriteLine("of an error");
    Parallel.For(0, 3, number => Console.WriteLine($"of thread {number}"));
    Console.Write("no end");
}

static void Throw() => throw new InvalidOperationException("no luck");
