using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>Exposes runs and tasks to OpenTelemetry and the like: an activity source and a meter named <c>Dagrs</c>. Costs nothing without a listener.</summary>
internal static class Telemetry
{
    private static readonly ActivitySource Source = new("Dagrs");
    private static readonly Meter Meter = new("Dagrs");
    private static readonly Counter<long> Tasks = Meter.CreateCounter<long>("dagrs.tasks", "{task}", "Finished tasks, by state.");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("dagrs.task.duration", "s", "Duration of tasks, by state.");

    public static bool IsListenedTo => Source.HasListeners();

    public static Activity? StartRun(string run, int tasks) => Source.StartActivity("dagrs run")?.SetTag("dagrs.run.id", run).SetTag("dagrs.run.tasks", tasks);

    public static Activity? Start(TaskNode task, string run) =>
        Source.StartActivity(task.Name)?.SetTag("dagrs.run.id", run).SetTag("dagrs.task.id", task.Id);

    public static void Describe(Activity? activity, TaskEnd end)
    {
        activity?.SetTag("dagrs.task.attempts", end.Attempts);
        if (end.Outcome is not Outcome.Succeeded)
        {
            activity?.SetStatus(ActivityStatusCode.Error, end.Outcome.Words);
        }
    }

    public static void Count(TaskState state, RunRecord record, int task)
    {
        if (Tasks.Enabled)
        {
            Tasks.Add(1, new KeyValuePair<string, object?>("dagrs.task.state", state.ToString()));
        }

        if (Durations.Enabled && state != TaskState.NotRun)
        {
            Durations.Record(record.DurationOf(task).TotalSeconds, new KeyValuePair<string, object?>("dagrs.task.state", state.ToString()));
        }
    }
}
