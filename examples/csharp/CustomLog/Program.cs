// A log of your own: a reporter gets every event of the run, one at a time and in order, and writes what it likes.
using System.Text;

var graph = new DagBuilder();
var fetch = graph.Add("fetch", context => { context.Report("3 rows"); return 3; });
graph.Add("check", fetch, rows => { _ = 1 / (rows - 3); });
graph.Add("store", fetch, rows => rows, options: null, after: graph.Add("lock", () => { }));

var report = await graph.Build().RunAsync(new RunOptions { Parallelism = 1, FailureMode = FailureMode.KeepGoing, Reporters = [new MyLog()] });

return report.HasFailures ? 0 : 1; // `check` divides by zero, so that the log has something to tell

/// <summary>One short line for what matters, nothing for the rest.</summary>
internal sealed class MyLog : IReporter
{
    public void Report(RunEvent happened)
    {
        var line = happened switch
        {
            RunEvent.RunStarted(var dag, _) => $"run of {dag.Tasks.Count} tasks",
            RunEvent.TaskStarted(var task) => $"> {task}",
            RunEvent.TaskOutput(var task, _, var bytes) => $"  {task} says: {Encoding.UTF8.GetString(bytes.Span).TrimEnd()}",
            RunEvent.TaskFinished({ State: TaskState.Succeeded } result) => $"< {result.Task}",
            RunEvent.TaskFinished(var result) => $"! {result.Task} {result.Outcome?.Words ?? result.Reason?.Words}",
            RunEvent.RunFinished(var report) => $"done, {report.Count(TaskState.Succeeded)} of {report.Results.Count}",
            _ => null,
        };
        if (line is not null)
        {
            Console.WriteLine(line);
        }
    }
}
