// The example of the Rust crate when2task, in tenths of seconds: two tasks of 2 and 3 units, one of 1 unit after the first, one of
// 2 units after the last two. There a step waits for the whole step before, which takes 6 units; here a task waits for what it
// needs, which takes 5. `Schedule.Waves` is there for whoever wants the steps.
var unit = TimeSpan.FromMilliseconds(args.Length > 0 ? int.Parse(args[0]) : 100);

var graph = new DagBuilder();
var first = Wait("first", 2);
var second = Wait("second", 3);
var third = Wait("third", 1, first);
var last = Wait("last", 2, second, third);
var dag = graph.Build();

await RunAsync(Schedule.Eager);
await RunAsync(Schedule.Waves);

async Task RunAsync(Schedule schedule)
{
    var report = await dag.RunAsync(new RunOptions { Schedule = schedule });
    var ended = report.Results.OrderBy(result => result.Start + result.Duration).Select(result => result.Task);
    Console.WriteLine($"{schedule}: {string.Join(", ", ended)}; {Math.Floor(report.Duration / unit)} units");
}

TaskNode Wait(string name, int units, params TaskNode[] after) =>
    graph.Add(name, context => Task.Delay(unit * units, context.Cancel), after: after);
