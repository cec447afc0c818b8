// What the Rust crate needs a macro for: small tasks from closures, which here may capture what they like. Prints 56.
var (start, factor) = (20, 2);

var graph = new DagBuilder();
var a = graph.Add("A", () => start);
var b = graph.Add("B", a, value => value);
var c = graph.Add("C", a, value => value * factor);
var d = graph.Add("D", [b, c], values => values.Sum(value => value - factor)); // a list of handles gives a list of values

var report = await graph.Build().RunAsync();

Console.WriteLine(report.GetValue(d));
return report.Succeeded ? 0 : 1;
