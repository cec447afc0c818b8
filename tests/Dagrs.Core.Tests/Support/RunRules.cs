// Above 300 lines: the rules are held against a run together, and each refers to the next.
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Core.Tests.Support;

/// <summary>
/// What must hold of every run, whatever the graph. Each rule returns what breaks it, one line each. They look only at what was
/// seen, so a forged recording can be held against them too.
/// </summary>
internal static class RunRules
{
    private static readonly Func<Recording, IEnumerable<string>>[] Every =
    [
        EveryTaskEndsInOneState, PredecessorsSucceedFirst, NothingAfterAFailureStarts, NeverMoreThanAllowedAtOnce, LongestRemainingPathFirst,
        NotRunIsExplained, EventsAreInOrder, TimesAreTrue,
    ];

    /// <summary>All rules that hold for the way the scenario is run.</summary>
    public static IEnumerable<string> Broken(Recording run) => Every
        .Append(run.Scenario.Schedule == Schedule.Waves ? WavesAreApart : NothingStartsLate)
        .Append(run.Scenario.Mode switch
        {
            FailureMode.Drain => NothingStartsAfterAFailure,
            FailureMode.FailFast => FailureStopsWhatRuns,
            _ => OnlyWhatIsAfterAFailureIsNotRun,
        })
        .SelectMany(rule => rule(run));

    public static IEnumerable<string> EveryTaskEndsInOneState(Recording run)
    {
        foreach (var task in run.Dag.Tasks)
        {
            var starts = run.Events.OfType<RunEvent.TaskStarted>().Count(started => started.Task == task);
            var ends = run.Events.OfType<RunEvent.TaskFinished>().Where(finished => finished.Result.Task == task).ToList();
            if (ends.Count != 1)
            {
                yield return $"{task} has {ends.Count} ends";
                continue;
            }

            var result = ends[0].Result;
            if (!StateWords.Final.Contains(result.State))
            {
                yield return $"{task} ends in the state {result.State}";
            }

            if (result != run.Report[task])
            {
                yield return $"{task} is reported differently at its end and at the end of the run";
            }

            if (starts != (result.State == TaskState.NotRun ? 0 : 1))
            {
                yield return $"{task} is {result.State} and was started {starts} times";
            }
        }

        if (StateWords.Final.Sum(run.Report.Count) != run.Dag.Tasks.Count)
        {
            yield return "the counts do not add up";
        }

        foreach (var state in StateWords.Final)
        {
            if (run.Report.Count(state) != run.Report.Results.Count(result => result.State == state))
            {
                yield return $"the count of {state} is wrong";
            }
        }
    }

    public static IEnumerable<string> PredecessorsSucceedFirst(Recording run)
    {
        var succeeded = new HashSet<TaskNode>();
        foreach (var happened in run.Events)
        {
            if (happened is RunEvent.TaskFinished(var result) && result.State == TaskState.Succeeded)
            {
                succeeded.Add(result.Task);
            }
            else if (happened is RunEvent.TaskStarted(var task))
            {
                foreach (var before in Before(run, task).Where(before => !succeeded.Contains(before)))
                {
                    yield return $"{task} started before {before} succeeded";
                }
            }
        }

        foreach (var execution in run.Executions)
        {
            foreach (var before in Before(run, Task(run, execution.Task)))
            {
                if (run.Executions.Any(other => other.Task == before.Id && other.End > execution.Start))
                {
                    yield return $"{execution.Task} was executed before {before} had ended";
                }
            }
        }
    }

    public static IEnumerable<string> NothingAfterAFailureStarts(Recording run)
    {
        var ancestors = run.Scenario.Ancestors();
        foreach (var (task, _) in Starts(run))
        {
            foreach (var before in ancestors[task.Index].Where(before => run.Report.Results[before].State != TaskState.Succeeded))
            {
                yield return $"{task} started though t{before}, which is before it, is {run.Report.Results[before].State}";
            }
        }
    }

    public static IEnumerable<string> NeverMoreThanAllowedAtOnce(Recording run)
    {
        if (run.MostAtOnce > run.Scenario.Jobs)
        {
            yield return $"{run.MostAtOnce} commands ran at once";
        }

        var open = 0;
        foreach (var happened in run.Events)
        {
            open += happened switch
            {
                RunEvent.TaskStarted(var task) when IsCommand(run, task) => 1,
                RunEvent.TaskFinished(var result) when IsCommand(run, result.Task) && result.State != TaskState.NotRun => -1,
                _ => 0,
            };
            if (open > run.Scenario.Jobs)
            {
                yield return $"{open} tasks ran at once at {happened}";
            }
        }
    }

    /// <summary>Of the commands that could start, one with the longest remaining path starts. A group takes no time, so when it goes first is not judged.</summary>
    public static IEnumerable<string> LongestRemainingPathFirst(Recording run)
    {
        var heights = run.Scenario.Heights();
        var depths = run.Scenario.Depths();
        var succeeded = new HashSet<TaskNode>();
        var started = new HashSet<TaskNode>();
        foreach (var happened in run.Events)
        {
            if (happened is RunEvent.TaskFinished(var result) && result.State == TaskState.Succeeded)
            {
                succeeded.Add(result.Task);
            }
            else if (happened is RunEvent.TaskStarted(var task))
            {
                started.Add(task);
                var better = run.Dag.Tasks.Where(other => heights[other.Index] > heights[task.Index]
                    && (run.Scenario.Schedule == Schedule.Eager || depths[other.Index] == depths[task.Index])
                    && IsCommand(run, task) && IsCommand(run, other)
                    && !started.Contains(other) && Before(run, other).All(succeeded.Contains));
                foreach (var other in better)
                {
                    yield return $"{task} started before {other}, which has the longer way to go";
                }
            }
        }
    }

    /// <summary>
    /// From the moment a task is ready until it starts, all slots are taken; and one that never starts was ready only while they were,
    /// or after the run was told to start nothing more.
    /// </summary>
    public static IEnumerable<string> NothingStartsLate(Recording run)
    {
        var starts = Starts(run).ToDictionary(start => start.Task, start => start.Time);
        var stop = run.Scenario.Mode == FailureMode.KeepGoing ? null : FirstFailure(run);
        var moments = run.Report.Results.SelectMany(result => new[] { result.Start, result.Start + result.Duration }).Append(run.Report.Duration).Distinct().Order().ToList();
        foreach (var task in run.Dag.Tasks.Where(task => Before(run, task).All(before => run.Report[before].State == TaskState.Succeeded)))
        {
            var ready = Before(run, task).Select(before => End(run, before)).DefaultIfEmpty(TimeSpan.Zero).Max();
            var until = starts.TryGetValue(task, out var start) ? start : stop;
            if (until is null)
            {
                yield return $"{task} never started";
                continue;
            }

            for (var i = 1; i < moments.Count; i++)
            {
                var (from, to) = (moments[i - 1], moments[i]);
                if (from < ready || to > until || (stop is not null && to > stop))
                {
                    continue;
                }

                var taken = run.Report.Results.Count(other => other.State != TaskState.NotRun && other.Start <= from && other.Start + other.Duration >= to);
                if (taken < run.Scenario.Jobs)
                {
                    yield return $"{task} could have started at {from.TotalSeconds}, when only {taken} ran";
                    break;
                }
            }
        }
    }

    public static IEnumerable<string> WavesAreApart(Recording run)
    {
        var depths = run.Scenario.Depths();
        var over = new HashSet<TaskNode>();
        foreach (var happened in run.Events)
        {
            if (happened is RunEvent.TaskFinished(var result))
            {
                over.Add(result.Task);
            }
            else if (happened is RunEvent.TaskStarted(var task))
            {
                foreach (var other in run.Dag.Tasks.Where(other => depths[other.Index] < depths[task.Index] && !over.Contains(other)))
                {
                    yield return $"{task} started before {other}, which is in an earlier wave, was over";
                }
            }
        }
    }

    public static IEnumerable<string> NothingStartsAfterAFailure(Recording run) => run.Events
        .SkipWhile(happened => happened is not RunEvent.TaskFinished { Result.State: TaskState.Failed })
        .OfType<RunEvent.TaskStarted>()
        .Select(started => $"{started.Task} started after the first failure");

    public static IEnumerable<string> FailureStopsWhatRuns(Recording run)
    {
        foreach (var late in NothingStartsAfterAFailure(run))
        {
            yield return late;
        }

        if (FirstFailure(run) is not { } failure)
        {
            yield break;
        }

        foreach (var result in run.Report.Results.Where(result => result.State != TaskState.NotRun && result.Start <= failure && result.Start + result.Duration > failure))
        {
            var end = result.Start + result.Duration;
            var natural = result.Start + (run.Scenario.Tasks[result.Task.Index].Units * TimedCommand.Unit);
            var killed = failure + Scenario.Grace;
            var right = run.Scenario.Tasks[result.Task.Index].IsStubborn ? (natural < killed ? natural : killed) : failure;
            if (result.State != TaskState.Canceled || end != right)
            {
                yield return $"{result.Task} ran at the first failure and is {result.State} at {end.TotalSeconds}, not {TaskState.Canceled} at {right.TotalSeconds}";
            }
        }

        foreach (var result in run.Report.Results.Where(result => result.State == TaskState.Canceled && result.Start + result.Duration < failure))
        {
            yield return $"{result.Task} is canceled but had ended before the first failure";
        }
    }

    public static IEnumerable<string> OnlyWhatIsAfterAFailureIsNotRun(Recording run)
    {
        var ancestors = run.Scenario.Ancestors();
        foreach (var result in run.Report.Results)
        {
            var isAfterAFailure = ancestors[result.Task.Index].Any(before => run.Scenario.Tasks[before].Fails);
            var right = isAfterAFailure ? TaskState.NotRun : run.Scenario.Tasks[result.Task.Index].Fails ? TaskState.Failed : TaskState.Succeeded;
            if (result.State != right)
            {
                yield return $"{result.Task} is {result.State}, not {right}";
            }
        }

        if (run.Report.Stop is not null)
        {
            yield return "the run says that it was stopped";
        }
    }

    public static IEnumerable<string> NotRunIsExplained(Recording run)
    {
        var ancestors = run.Scenario.Ancestors();
        foreach (var result in run.Report.Results)
        {
            var failedBefore = ancestors[result.Task.Index].Any(before => run.Report.Results[before].State == TaskState.Failed);
            var isRight = (result.State, result.Reason) switch
            {
                (TaskState.NotRun, NotRunReason.AfterFailure(var failed)) =>
                    run.Report[failed].State == TaskState.Failed && ancestors[result.Task.Index].Contains(failed.Index),
                (TaskState.NotRun, NotRunReason.RunStopped(var cause)) => !failedBefore && cause == run.Report.Stop,
                (TaskState.NotRun, _) => false,
                _ => result.Reason is null && result.Outcome is not null,
            };
            if (!isRight)
            {
                yield return $"{result.Task} is {result.State} because {result.Reason?.Words ?? "(nothing)"}";
            }
        }
    }

    public static IEnumerable<string> EventsAreInOrder(Recording run)
    {
        if (run.Events is not [RunEvent.RunStarted, .., RunEvent.RunFinished] || run.Events.Count(happened => happened is RunEvent.RunStarted or RunEvent.RunFinished) != 2)
        {
            yield return "the run's own start and end are not the first and the last event";
        }

        var running = new HashSet<TaskNode>();
        foreach (var happened in run.Events)
        {
            switch (happened)
            {
                case RunEvent.TaskStarted(var task):
                    running.Add(task);
                    break;
                case RunEvent.TaskOutput { Task: var task } when !running.Contains(task):
                    yield return $"{task} wrote something while it was not running";
                    break;
                case RunEvent.TaskFinished(var result):
                    if (!running.Remove(result.Task) && result.State != TaskState.NotRun)
                    {
                        yield return $"{result.Task} ended before it started";
                    }

                    break;
            }
        }

        foreach (var execution in run.Executions)
        {
            if (run.Events.OfType<RunEvent.TaskOutput>().Count(output => output.Task.Id == execution.Task) != 2)
            {
                yield return $"output of {execution.Task} was lost";
            }
        }
    }

    public static IEnumerable<string> TimesAreTrue(Recording run)
    {
        foreach (var result in run.Report.Results)
        {
            var execution = run.Executions.SingleOrDefault(execution => execution.Task == result.Task.Id);
            var right = execution is not null ? (execution.Start, execution.End - execution.Start) : (result.Start, TimeSpan.Zero);
            if ((result.Start, result.Duration) != right || (execution is not null && execution.Outcome != result.Outcome))
            {
                yield return $"{result.Task} is said to have run from {result.Start} for {result.Duration} and {result.Outcome?.Words}, but it was {execution}";
            }
        }

        if (run.Report.Duration != run.Report.Results.Select(result => result.Start + result.Duration).DefaultIfEmpty(TimeSpan.Zero).Max())
        {
            yield return $"the run is said to have taken {run.Report.Duration}";
        }
    }

    private static IEnumerable<TaskNode> Before(Recording run, TaskNode task) => run.Scenario.Tasks[task.Index].After.Select(before => run.Dag.Tasks[before]);

    private static TaskNode Task(Recording run, string id) => run.Dag.Tasks.Single(task => task.Id == id);

    private static bool IsCommand(Recording run, TaskNode task) => !run.Scenario.Tasks[task.Index].IsGroup;

    private static TimeSpan End(Recording run, TaskNode task) => run.Report[task].Start + run.Report[task].Duration;

    private static IEnumerable<(TaskNode Task, TimeSpan Time)> Starts(Recording run) =>
        run.Events.OfType<RunEvent.TaskStarted>().Select(started => (started.Task, run.Report[started.Task].Start));

    private static TimeSpan? FirstFailure(Recording run) => run.Report.Results
        .Where(result => result.State == TaskState.Failed)
        .Select(result => (TimeSpan?)(result.Start + result.Duration))
        .Min();
}
