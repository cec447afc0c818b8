// Seven tasks that compute. Each gives a number of its own, plus the sum of what the tasks before it gave times `base`, a value
// that the whole run shares. What starts when follows from the inputs; the last one gives 272.
var graph = new DagBuilder();
var a = Add("A", 1);
var b = Add("B", 2, a);
var c = Add("C", 4, a);
var d = Add("D", 8, a);
var e = Add("E", 16, b, c);
var f = Add("F", 32, c, d);
var g = Add("G", 64, b, e, f);
var dag = graph.Build();

var report = await dag.RunAsync(new RunOptions { Environment = RunEnvironment.Of(("base", 2)) });

foreach (var task in new[] { a, b, c, d, e, f, g })
{
    Console.WriteLine($"{task}: {report.GetValue(task)}");
}

return report.Succeeded ? 0 : 1;

TaskNode<int> Add(string name, int own, params TaskNode<int>[] inputs) =>
    graph.Add(name, context => own + (inputs.Sum(input => context.ValueOf(input)) * context.Environment.Get<int>("base")), after: inputs);
