using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>
/// What the design says of a run, worked out from its history alone: it counts nothing, and each question goes through all that happened and all
/// paths of the graph again. It knows nothing of <see cref="Progress"/>.
/// </summary>
internal sealed class ProgressModel(RuleGraph graph)
{
    private readonly List<Happening> _history = [];
    private readonly int[][] _before = [.. Enumerable.Range(0, graph.Count).Select(task => graph.Before(task).ToArray())];
    private readonly int[] _byRank = [.. graph.ByRank()];
    private readonly int[] _depths = [.. Enumerable.Range(0, graph.Count).Select(graph.DepthOf)];

    /// <summary>Something that is not decided by the rules.</summary>
    public abstract record Happening
    {
        /// <summary>A task was started.</summary>
        public sealed record Started(int Task) : Happening;

        /// <summary>A task that was started has ended.</summary>
        public sealed record Ended(int Task, Outcome Outcome) : Happening;

        /// <summary>A task that was about to start was found to be skipped or up to date.</summary>
        public sealed record PassedOver(int Task, TaskState State) : Happening;

        /// <summary>Somebody stopped the run: nothing but clean-up starts, and what runs is to end.</summary>
        public sealed record Stopped(StopCause Cause) : Happening;

        /// <summary>Nothing starts any more, and all that runs is to end.</summary>
        public sealed record Closed : Happening;
    }

    public void Add(Happening happened) => _history.Add(happened);

    /// <summary>How things stand after all that happened.</summary>
    public Standing Now()
    {
        var now = new Standing(graph.Count);
        Settle(now);
        foreach (var happened in _history)
        {
            Apply(now, happened);
            Settle(now);
        }

        return now;
    }

    /// <summary>The tasks that could start if there were room for them.</summary>
    public IReadOnlyList<int> Startable(Standing now) => [.. _byRank.Where(task => now.States[task] == TaskState.Pending && IsDue(now, task) && MayStart(now, task))];

    /// <summary>The task that starts next; -1: none may.</summary>
    public int Next(Standing now)
    {
        var running = Running(now).ToList();
        if (now.EndsRunning && running.Any(task => !graph.Tasks[task].IsCleanUp))
        {
            return -1;
        }

        var startable = Startable(now);
        if (graph.Schedule == Schedule.Waves)
        {
            var wave = running.Concat(startable).Select(task => _depths[task]).DefaultIfEmpty(0).Min();
            startable = [.. startable.Where(task => _depths[task] == wave)];
        }

        var waiting = -1; // the first that lacks nothing but slots or memory: none but remote ones pass it
        foreach (var task in startable)
        {
            if (waiting >= 0 && (!IsRemote(now, task) || AreRivals(waiting, task)))
            {
                continue;
            }

            var lacking = Lacking(now, task).ToList();
            if (lacking.Count == 0)
            {
                return task;
            }

            // Others may pass it only while it waits for something that was declared.
            if (lacking.All(resource => resource is "cpus" or "memory"))
            {
                waiting = task;
            }
        }

        return -1;
    }

    /// <summary>What a task wants more of than is left.</summary>
    public IEnumerable<string> Lacking(Standing now, int task) =>
        from take in TakesOf(now, task)
        where take.Amount > graph.TotalOf(take.Resource) - TakenOf(now, take.Resource)
        select take.Resource;

    /// <summary>How much of a resource is taken.</summary>
    public long TakenOf(Standing now, string resource) =>
        Running(now).SelectMany(task => TakesOf(now, task)).Where(take => take.Resource == resource).Sum(take => take.Amount);

    /// <summary>True for a remote task: after a stop that is no failure nothing starts there any more.</summary>
    public bool IsRemote(Standing now, int task) =>
        graph.Tasks[task].IsRemote && !(now.States[task] == TaskState.Pending ? now.Stop is not null && !now.StoppedByFailure : now.StartedAtHome[task]);

    /// <summary>True when both want some of the same that was declared.</summary>
    public bool AreRivals(int task, int other) => graph.Tasks[task].Takes.Keys.Intersect(graph.Tasks[other].Takes.Keys).Except(["cpus", "memory"]).Any();

    private IEnumerable<(string Resource, long Amount)> TakesOf(Standing now, int task) => IsRemote(now, task) ? graph.TakesRemotelyOf(task) : graph.TakesOf(task);

    public static IEnumerable<int> Running(Standing now) => Enumerable.Range(0, now.States.Length).Where(task => now.States[task] == TaskState.Running);

    private static bool IsFinal(TaskState state) => state is not (TaskState.Pending or TaskState.Running);

    private static bool IsFailure(TaskState state) => state is TaskState.Failed or TaskState.TimedOut;

    private void Apply(Standing now, Happening happened)
    {
        switch (happened)
        {
            case Happening.Started(var task):
                now.StartedAtHome[task] = !IsRemote(now, task);
                now.States[task] = TaskState.Running;
                now.Started[task] = !graph.Tasks[task].IsGroup;
                break;
            case Happening.PassedOver(var task, var state):
                now.States[task] = state;
                now.Started[task] = false;
                break;
            case Happening.Ended(var task, var outcome):
                now.States[task] = StateAfter(now, task, outcome);
                if (IsFailure(now.States[task]))
                {
                    now.Failures.Add(task);
                    if (graph.Mode != FailureMode.KeepGoing && now.Stop is null)
                    {
                        now.Stop = $"after '{graph.Tasks[task].Id}' failed";
                        now.StoppedByFailure = true;
                        now.EndsRunning = graph.Mode == FailureMode.FailFast;
                    }
                }

                break;
            case Happening.Stopped(var cause):
                if (now.Stop is null || now.StoppedByFailure)
                {
                    now.Stop = cause.Words;
                    now.StoppedByFailure = false;
                }

                now.EndsRunning = true;
                break;
            case Happening.Closed:
                now.IsClosed = true;
                break;
        }
    }

    private TaskState StateAfter(Standing now, int task, Outcome outcome)
    {
        var wasToldToEnd = now.IsClosed || (now.EndsRunning && !graph.Tasks[task].IsCleanUp);
        return outcome switch
        {
            Outcome.Succeeded => TaskState.Succeeded,
            Outcome.Stopped => wasToldToEnd ? TaskState.Canceled : TaskState.Failed,
            _ when graph.Tasks[task].MayFail => TaskState.FailedAllowed,
            Outcome.TimedOut => TaskState.TimedOut,
            _ => TaskState.Failed,
        };
    }

    // What can be said of tasks that were never started. A failure is the better reason than a stop, so it is looked for first.
    private void Settle(Standing now)
    {
        for (var task = 0; task < graph.Count; task++)
        {
            if (now.States[task] == TaskState.Pending && !graph.Tasks[task].IsCleanUp && now.Failures.Exists(failed => _before[task].Contains(failed)))
            {
                Settle(now, task, TaskState.NotRun, $"'{graph.Tasks[now.Failures.Find(failed => _before[task].Contains(failed))].Id}' failed");
            }
        }

        while (Enumerable.Range(0, graph.Count).Any(task => now.States[task] == TaskState.Pending && SettleUnstarted(now, task)))
        {
        }
    }

    private bool SettleUnstarted(Standing now, int task)
    {
        if (graph.Tasks[task].When == When.Failure && _before[task].Length > 0 && IsDue(now, task) && !_before[task].Any(before => IsFailure(now.States[before])))
        {
            return Settle(now, task, TaskState.Skipped, "nothing before it failed");
        }

        var mayNever = now.Stop is not null
            && !Running(now).Any(other => !graph.Tasks[other].IsCleanUp)
            && (!graph.Tasks[task].IsCleanUp || (IsDue(now, task) && !MayStart(now, task)));
        return mayNever && Settle(now, task, TaskState.NotRun, $"the run was stopped {now.Stop}");
    }

    private static bool Settle(Standing now, int task, TaskState state, string reason)
    {
        now.States[task] = state;
        now.Reasons[task] = reason;
        return true;
    }

    // Near or far: whoever cleans up must not meet somebody who still works.
    private bool IsDue(Standing now, int task) => Array.TrueForAll(_before[task], before => IsFinal(now.States[before]));

    private bool MayStart(Standing now, int task) => (graph.Tasks[task].When, _before[task].Length) switch
    {
        (_, 0) => now.Stop is null,
        (When.Always, _) => !now.IsClosed && (now.Stop is null || _before[task].Any(before => now.Started[before])),
        (When.Failure, _) => !now.IsClosed && (now.Stop is null || now.StoppedByFailure) && _before[task].Any(before => IsFailure(now.States[before])),
        _ => now.Stop is null && _before[task].All(before => now.States[before] is TaskState.Succeeded or TaskState.FailedAllowed or TaskState.Skipped or TaskState.UpToDate),
    };

    /// <summary>How things stand at one moment.</summary>
    internal sealed class Standing(int count)
    {
        public TaskState[] States { get; } = new TaskState[count];

        public string?[] Reasons { get; } = new string?[count];

        public bool[] Started { get; } = new bool[count];

        public bool[] StartedAtHome { get; } = new bool[count];

        /// <summary>The tasks that failed or timed out, as they did.</summary>
        public List<int> Failures { get; } = [];

        /// <summary>Why the run was stopped, in words.</summary>
        public string? Stop { get; set; }

        public bool StoppedByFailure { get; set; }

        public bool EndsRunning { get; set; }

        public bool IsClosed { get; set; }

        public string FateOf(int task) => Reasons[task] is { } reason ? $"{States[task]}: {reason}" : $"{States[task]}";
    }
}
