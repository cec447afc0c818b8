// A task type of your own: a class that knows its name, its inputs and its work. The same graph as in Compute, so it prints 272.
var graph = new DagBuilder();
var a = Add(new Weighted("A", 1));
var b = Add(new Weighted("B", 2, a));
var c = Add(new Weighted("C", 4, a));
var d = Add(new Weighted("D", 8, a));
var e = Add(new Weighted("E", 16, b, c));
var f = Add(new Weighted("F", 32, c, d));
var g = Add(new Weighted("G", 64, b, e, f));

var report = await graph.Build().RunAsync(new RunOptions { Environment = RunEnvironment.Of(("base", 2)) });

Console.WriteLine(report.GetValue(g));
return report.Succeeded ? 0 : 1;

TaskNode<int> Add(Weighted task) => graph.Add(task, after: task.Inputs);

/// <summary>A number of its own, and the sum of its inputs times the base that the run was given.</summary>
internal sealed class Weighted(string name, int own, params TaskNode<int>[] inputs) : IDagTask<int>
{
    public string Name => name;

    public TaskNode<int>[] Inputs => inputs;

    public ValueTask<int> RunAsync(TaskContext context) =>
        new(own + (inputs.Sum(input => context.ValueOf(input)) * context.Environment.Get<int>("base")));
}
