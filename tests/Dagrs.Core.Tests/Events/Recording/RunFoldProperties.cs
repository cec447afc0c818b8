using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>What is made of the events of random runs, held against the report that each run gives of itself.</summary>
public sealed class RunFoldProperties(ITestOutputHelper output)
{
    [Fact]
    public void A_fold_says_what_the_run_itself_says() => Scenarios.Check(Scenarios.Any, 300, output, scenario =>
    {
        var fold = new RunFold(OutputBudget.OfReports);
        var recording = TimedRun.Of(scenario, new EventRecorder(fold));
        return fold.IsComplete ? Differences(recording, fold.Run()) : ["the fold has no end"];
    });

    [Fact]
    public void No_two_tasks_are_in_one_slot_and_there_are_no_more_slots_than_jobs() => Scenarios.Check(Scenarios.Any, 300, output, scenario =>
    {
        var fold = new RunFold(0);
        _ = TimedRun.Of(scenario, new EventRecorder(fold));
        return Overlaps(fold.Run()).Concat(fold.Run().Tasks.Where(task => task.Slot >= scenario.Jobs).Select(task => $"{task.Id} is in slot {task.Slot}"));
    });

    [Fact]
    public void Who_waits_was_ready_before_and_all_slots_were_taken() => Scenarios.Check(Scenarios.Any, 300, output, scenario =>
    {
        var fold = new RunFold(0);
        _ = TimedRun.Of(scenario, new EventRecorder(fold));
        return Waits(fold.Run());
    });

    private static IEnumerable<string> Waits(RecordedRun run)
    {
        foreach (var task in run.Tasks.Where(task => task.State.WasStarted()))
        {
            var ready = task.After.Select(before => run.Tasks[before].End).DefaultIfEmpty(TimeSpan.Zero).Max();
            if (task.Ready != ready)
            {
                yield return $"{task.Id} was ready at {ready}, not {task.Ready}";
            }

            if ((task.Start > ready) != (task.WaitedFor is not null))
            {
                yield return $"{task.Id} started at {task.Start}, was ready at {ready}, waited for {task.WaitedFor}";
            }

            if (task.WaitedFor == "slot" && run.Tasks.Count(other => other.Slot is not null && other.Start <= ready && other.End > ready) < run.Jobs)
            {
                yield return $"{task.Id} waited for a slot at {ready}, and one was free";
            }
        }
    }

    private static IEnumerable<string> Overlaps(RecordedRun run) =>
        from task in run.Tasks
        from other in run.Tasks
        where task != other && task.Slot is not null && task.Slot == other.Slot && task.Start < other.End && other.Start < task.End
        select $"{task.Id} and {other.Id} are in slot {task.Slot} at once";

    private static IEnumerable<string> Differences(Support.Recording recording, RecordedRun run)
    {
        var report = recording.Report;
        if (run.Duration != report.Duration || run.Stop != report.Stop?.Words || run.Jobs != recording.Scenario.Jobs || run.ExitCode is null)
        {
            yield return $"the run: {run.Duration}, {run.Stop}, {run.Jobs}, {run.ExitCode}";
        }

        foreach (var result in report.Results)
        {
            var task = run.Tasks[result.Task.Position];
            if ((task.Id, task.State, task.Words, task.Start, task.Duration) != (result.Task.Id, result.State, result.Words, result.Start, result.Duration))
            {
                yield return $"{result}: {task}";
            }

            if (task.Attempts.Count != result.Attempts || (task.Because is { } because ? run.Tasks[because].Id : null) != result.Reason?.FailedTask?.Id)
            {
                yield return $"{result}: {task.Attempts.Count} attempts, because of {task.Because}";
            }

            if (!task.After.Select(before => run.Tasks[before].Id).SequenceEqual(recording.Dag.PredecessorsOf(result.Task).Select(before => before.Id)))
            {
                yield return $"{task.Id} depends on {string.Join(' ', task.After)}";
            }

            if (task.ExitCode != (result.Outcome switch { Outcome.Exited exited => exited.Code, Outcome.Succeeded when result.Task.IsCommand => 0, _ => null }))
            {
                yield return $"{task.Id} exited with {task.ExitCode}";
            }
        }

        var length = run.CriticalPath.Aggregate(TimeSpan.Zero, (sum, task) => sum + run.Tasks[task].Duration);
        var longest = LongestChain(recording.Dag.Tasks.Count, task => report.Results[task].Duration, task => recording.Dag.PredecessorsOf(recording.Dag.Tasks[task]).Select(before => before.Index));
        if (length != longest || run.CriticalPath.Zip(run.CriticalPath.Skip(1)).Any(pair => !run.Tasks[pair.Second].After.Contains(pair.First)))
        {
            yield return $"the critical path takes {length}, not {longest}: {string.Join(' ', run.CriticalPath)}";
        }
    }

    private static TimeSpan LongestChain(int count, Func<int, TimeSpan> cost, Func<int, IEnumerable<int>> before)
    {
        var totals = new TimeSpan[count];
        for (var task = 0; task < count; task++)
        {
            totals[task] = cost(task) + before(task).Select(other => totals[other]).DefaultIfEmpty(TimeSpan.Zero).Max();
        }

        return totals.Max();
    }
}
