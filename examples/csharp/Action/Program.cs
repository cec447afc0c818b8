// A diamond of functions. The values of predecessors arrive as typed parameters. Prints the order in which one worker would take
// the tasks, `a b c d`, and what the last one gives, 220.
const int Base = 2;

var graph = new DagBuilder();
var a = graph.Add("a", () => 10);
var b = graph.Add("b", a, x => 20 + (x * Base));
var c = graph.Add("c", a, x => 30 + (x * Base));
var d = graph.Add("d", b, c, (x, y) => 40 + ((x + y) * Base));
var dag = graph.Build();

Console.WriteLine(string.Join(' ', dag.Order));

var report = await dag.RunAsync();

Console.WriteLine(report.GetValue(d));
return report.Succeeded ? 0 : 1;
