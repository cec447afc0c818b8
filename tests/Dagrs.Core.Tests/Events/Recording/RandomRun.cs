using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>
/// A random run whose data agree with one another: made by a small list scheduler, so that tasks start when what they come after is over and a slot is
/// free, no two at one time in one slot, what comes after a failure is not run, and the critical path is the longest.
/// </summary>
internal sealed class RandomRun
{
    private readonly Random _random;
    private readonly int _jobs;
    private readonly RecordedTask[] _tasks;
    private readonly List<int>[] _next;

    private RandomRun(int count, int seed, int jobs)
    {
        _random = new(seed);
        _jobs = jobs;
        _tasks = [.. Enumerable.Range(0, count).Select(Planned)];
        _next = [.. _tasks.Select(_ => new List<int>())];
        for (var task = 0; task < count; task++)
        {
            foreach (var before in _tasks[task].After)
            {
                _next[before].Add(task);
            }
        }
    }

    /// <summary>The same for the same numbers.</summary>
    public static RecordedRun Of(int count, int seed = 1, int jobs = 8) => new RandomRun(count, seed, jobs).Run();

    private RecordedTask Planned(int number) => Runs.Done($"task-{number}", 0, 0, 0) with
    {
        Name = number % 3 == 0 ? $"Task number {number}" : $"task-{number}",
        Line = number + 2,
        Tags = number % 5 == 0 ? ["fast"] : [],
        After = [.. Enumerable.Range(0, number == 0 ? 0 : _random.Next(4)).Select(_ => _random.Next(Math.Max(0, number - 40), number)).Distinct().Order()],
    };

    private RecordedRun Run()
    {
        var left = _tasks.Select(task => task.After.Count).ToArray();
        var ready = new SortedSet<int>(Enumerable.Range(0, _tasks.Length).Where(task => left[task] == 0));
        var free = new SortedSet<int>(Enumerable.Range(0, _jobs));
        var running = new PriorityQueue<int, (long End, int Task)>();
        var readyAt = new TimeSpan[_tasks.Length];
        var (now, end) = (TimeSpan.Zero, TimeSpan.Zero);
        while (ready.Count > 0 || running.Count > 0)
        {
            while (ready.Count > 0 && (free.Count > 0 || FailureBefore(ready.Min) is not null))
            {
                var task = ready.Min;
                ready.Remove(task);
                if (FailureBefore(task) is { } failed)
                {
                    _tasks[task] = NotRun(_tasks[task], failed);
                    Release(task);
                    continue;
                }

                var slot = free.Min;
                free.Remove(slot);
                _tasks[task] = Ended(_tasks[task], slot, readyAt[task], now);
                running.Enqueue(task, (_tasks[task].End.Ticks, task));
            }

            if (running.TryDequeue(out var ended, out _))
            {
                now = _tasks[ended].End;
                end = now;
                free.Add(_tasks[ended].Slot!.Value);
                Release(ended);
            }
        }

        return Runs.Empty() with { Jobs = _jobs, Duration = end + TimeSpan.FromTicks(_random.Next(100_000)), Tasks = _tasks, CriticalPath = LongestPath(), ExitCode = _tasks.All(task => task.State.IsGood()) ? 0 : 1 };

        void Release(int task)
        {
            foreach (var next in _next[task])
            {
                if (--left[next] == 0)
                {
                    readyAt[next] = now;
                    ready.Add(next);
                }
            }
        }
    }

    private int? FailureBefore(int task)
    {
        foreach (var before in _tasks[task].After)
        {
            if (!_tasks[before].State.IsGood())
            {
                return _tasks[before].Because ?? before;
            }
        }

        return null;
    }

    private RecordedTask NotRun(RecordedTask task, int failed) => task with
    {
        State = TaskState.NotRun,
        Words = $"not run: '{_tasks[failed].Id}' failed",
        ExitCode = null,
        Slot = null,
        Because = failed,
        Ready = TimeSpan.Zero,
        Start = TimeSpan.Zero,
        Duration = TimeSpan.Zero,
        Attempts = [],
    };

    private RecordedTask Ended(RecordedTask task, int slot, TimeSpan ready, TimeSpan start)
    {
        var duration = TimeSpan.FromTicks((long)(10 * Math.Pow(10, _random.NextDouble() * 7))); // 1 µs to 10 s
        var kind = _random.Next(100);
        var (state, words, code) = kind switch
        {
            < 2 => (TaskState.Failed, "exited with code 3", (int?)3),
            < 3 => (TaskState.TimedOut, "timed out after 1 s", null),
            < 6 => (TaskState.FailedAllowed, "exited with code 4", 4),
            _ => (TaskState.Succeeded, "succeeded", 0),
        };
        return task with
        {
            State = state,
            Words = words,
            ExitCode = code,
            Slot = slot,
            Ready = ready,
            WaitedFor = start > ready ? "slot" : null,
            Start = start,
            Duration = duration,
            Attempts = kind % 10 == 9 ? [new(start, duration / 3, "exited with code 7", Runs.Text("once\n")), new(start + (duration / 2), duration / 3, words)] : [new(start, duration, words)],
            Output = _random.Next(3) == 0 ? null : Runs.Text($"{task.Id} says\nhello\n"),
        };
    }

    private int[] LongestPath()
    {
        var (ends, from) = (new TimeSpan[_tasks.Length], new int[_tasks.Length]);
        var last = 0;
        for (var task = 0; task < _tasks.Length; task++)
        {
            from[task] = -1;
            foreach (var before in _tasks[task].After)
            {
                if (from[task] < 0 || ends[before] > ends[from[task]])
                {
                    from[task] = before;
                }
            }

            ends[task] = _tasks[task].Duration + (from[task] < 0 ? TimeSpan.Zero : ends[from[task]]);
            last = ends[task] > ends[last] ? task : last;
        }

        var path = new List<int>();
        for (var task = last; task >= 0 && _tasks.Length > 0; task = from[task])
        {
            path.Insert(0, task);
        }

        return [.. path];
    }
}
