// Several graphs under one roof: two written in C#, one in YAML, run one after the other, in the order in which they were added.
// To be started in the root of the repository (see YamlFile). Prints true three times, then the values 100 and 1024.
var engine = new DagEngine();

var sums = new DagBuilder();
var tens = Enumerable.Range(0, 10).Select(i => sums.Add($"ten {i}", () => 10)).ToList();
var hundred = sums.Add("hundred", tens, values => values.Sum());
engine.Add("sums", sums.Build());

var powers = new DagBuilder();
var power = powers.Add("1", () => 1);
for (var i = 1; i <= 10; i++)
{
    power = powers.Add($"{1 << i}", power, half => half * 2);
}

engine.Add("powers", powers.Build());
engine.Add("file", WorkflowFile.Load(args.FirstOrDefault() ?? "examples/yaml/correct.yaml"));

var reports = await engine.RunInOrderAsync();

foreach (var name in engine.Names)
{
    Console.WriteLine($"{name}: {(reports.TryGetValue(name, out var report) && report.Succeeded ? "true" : "false")}");
}

Console.WriteLine(engine.Report("sums").GetValue(hundred));
Console.WriteLine(engine.Report("powers").GetValue(power));
return reports.Count == 3 && reports.Values.All(report => report.Succeeded) ? 0 : 1;
