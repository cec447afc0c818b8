using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What OpenTelemetry sees of a run.</summary>
public sealed class TelemetryTests
{
    private const int Patience = 300_000; // ms

    [Fact(Timeout = Patience)]
    public async Task A_run_and_its_tasks_are_activities_the_tasks_within_the_run()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Dagrs",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var mine = new Activity("mine").Start();
        var graph = new DagBuilder();
        var code = graph.Add("code", () => 1);
        var command = graph.Add("command", new Command.Shell("exit 3"), new TaskOptions { AllowFailure = AllowedFailure.Any }, code);
        graph.Add("after", () => { }, null, command);

        await graph.Build().RunAsync();

        var ours = ended.Where(activity => activity.TraceId == mine.TraceId).ToList(); // other tests run meanwhile
        var run = Assert.Single(ours, activity => activity.OperationName == "dagrs run");
        Assert.Equal(mine.SpanId, run.ParentSpanId);
        Assert.Equal(3, run.GetTagItem("dagrs.run.tasks"));
        Assert.Equal(["after", "code", "command"], ours.Where(activity => activity.ParentSpanId == run.SpanId).Select(activity => activity.GetTagItem("dagrs.task.id")).Order());
        var failed = ours.Single(activity => activity.OperationName == "command");
        Assert.Equal((ActivityStatusCode.Error, "exited with code 3"), (failed.Status, failed.StatusDescription));
    }

    [Fact(Timeout = Patience)]
    public async Task Ended_tasks_are_counted_by_state_and_their_times_are_measured()
    {
        var counts = new ConcurrentDictionary<string, long>();
        var durations = new ConcurrentBag<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == "Dagrs")
                {
                    meters.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => counts.AddOrUpdate($"{tags[0].Value}", count, (_, before) => before + count));
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => durations.Add(seconds));
        listener.Start();
        var graph = new DagBuilder();
        var bad = graph.Add("bad", () => { throw new IOException(); });
        graph.Add("good", () => { });
        graph.AddGroup("after", bad);

        await graph.Build().RunAsync(new RunOptions { FailureMode = FailureMode.KeepGoing });

        Assert.Subset(counts.Keys.ToHashSet(), new HashSet<string> { "Failed", "Succeeded", "NotRun" }); // other tests run meanwhile
        Assert.True(durations.Count >= 2);
    }
}
