using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Says of each task of a run whether it is up to date: by its key and its outputs, against its last success. What a task hands over to those after it is
/// a short text; where that is the same as before, those after it have nothing to do with its having run. Thread-safe.
/// </summary>
/// <param name="dag">What is run.</param>
/// <param name="records">What is remembered, and where successes go.</param>
/// <param name="locks">Keep two runs from running one task at once.</param>
/// <param name="options">What the caller wants.</param>
internal sealed class TaskMemory(Dag dag, TaskRecords records, TaskLocks locks, MemoryOptions options) : ITaskMemory
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1); // before it is said that it waits
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly Glance _glance = new(options, dag.Secrets);
    private readonly string?[] _handed = new string?[dag.Tasks.Count]; // by task; null: nothing, or it has not come to its end
    private readonly ConcurrentDictionary<int, Look> _looks = new(); // of tasks that run
    private readonly ConcurrentDictionary<int, DateTimeOffset> _starts = new();
    private int _number;

    /// <summary>How long the tasks took before.</summary>
    public LearnedTimes Learned() => LearnedTimes.Of(dag.Tasks.Select(task => task.Id), id => records.Find(id)?.Durations);

    /// <inheritdoc/>
    public bool IsAskedAbout(TaskNode task) => task.Spec is { Files.IsChecked: true, Confirm: null } && task.IsCommand && task.Settings.When == When.Success;

    /// <inheritdoc/>
    public async ValueTask<Recollection> AskAsync(TaskNode task, TaskCall call, CancellationToken cancel)
    {
        var recollection = await JudgeAsync(task, call, records.Find(task.Id)?.Last, cancel).ConfigureAwait(false);
        if (recollection.IsUpToDate || recollection.Problem is not null || task.Spec!.Files!.Outputs is not { Count: > 0 } || locks.TryTake(task.Id))
        {
            return recollection;
        }

        List<string> warnings = [.. recollection.Warnings];
        for (var waited = TimeSpan.Zero; !locks.TryTake(task.Id); waited += Poll)
        {
            if (cancel.IsCancellationRequested)
            {
                return recollection;
            }

            if (waited >= Patience && warnings.Count == recollection.Warnings.Count)
            {
                warnings.Add("it waited for another run of the file, which runs it too");
            }

            await Task.Delay(Poll, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var again = await JudgeAsync(task, call, records.FindAgain(task.Id)?.Last, cancel).ConfigureAwait(false);
        if (again.IsUpToDate)
        {
            locks.Release(task.Id);
        }

        return again with { Warnings = warnings };
    }

    /// <inheritdoc/>
    public void Begin(TaskNode task)
    {
        _starts[dag.PlaceOf(task)] = options.Clock.GetUtcNow();
        if (task.Spec?.Files is { IsChecked: true })
        {
            records.Void(task.Id);
        }
    }

    /// <inheritdoc/>
    public Conclusion Succeed(TaskNode task, TaskCall call, CapturedOutput? output, IReadOnlyDictionary<string, string>? results)
    {
        var place = dag.PlaceOf(task);
        var now = options.Clock.GetUtcNow();
        var duration = _starts.TryRemove(place, out var start) && now > start ? now - start : TimeSpan.Zero;
        if (task.Spec?.Files is not { } files)
        {
            Volatile.Write(ref _handed[place], results is { Count: > 0 } || task.Spec?.Results.Count > 0 ? "" : Unique());
            records.Add(task.Id, duration);
            return Conclusion.Good;
        }

        try
        {
            return Conclude(task, files, output, results, duration, now);
        }
        finally
        {
            locks.Release(task.Id);
        }
    }

    /// <inheritdoc/>
    public void Fail(TaskNode task)
    {
        var place = dag.PlaceOf(task);
        _looks.TryRemove(place, out _);
        _starts.TryRemove(place, out _);
        Volatile.Write(ref _handed[place], Unique());
        locks.Release(task.Id);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        records.Dispose();
        locks.Dispose();
    }

    private async ValueTask<Recollection> JudgeAsync(TaskNode task, TaskCall call, Success? last, CancellationToken cancel)
    {
        var place = dag.PlaceOf(task);
        var look = await _glance.AtAsync(task, call, Predecessors(place), last, cancel).ConfigureAwait(false);
        _looks[place] = look;
        if (look.Problem is not null)
        {
            return new() { Problem = look.Problem };
        }

        if (WhyRun(task, call, look, last) is { } why)
        {
            IReadOnlyList<string> differences = last is null || look.Key is null ? [] : Differences.Between(last, look.Parts, look.Inputs);
            return new() { Why = why, Differences = differences, Warnings = look.Warnings };
        }

        var outputs = _glance.Outputs(task.Spec!.Files!, last!.Outputs, out _, hasRun: false);
        if ((outputs is null ? "its outputs cannot be read" : DifferentOutput(last.Outputs, outputs)) is { } difference)
        {
            return new() { Why = difference, Warnings = look.Warnings };
        }

        _looks.TryRemove(place, out _);
        Volatile.Write(ref _handed[place], HandedOver(task.Spec.Files!, last.Outputs, last.End, task.Spec.Results.Count > 0));
        return new()
        {
            IsUpToDate = true,
            Output = last.Output is { } bytes ? new CapturedOutput(bytes, bytes.Length) : null,
            Results = last.Results,
            Warnings = look.Warnings,
        };
    }

    private string? WhyRun(TaskNode task, TaskCall call, Look look, Success? last)
    {
        if (options.IsForced(task.Id))
        {
            return "it is forced";
        }

        if (look.Key is null)
        {
            return look.Warnings.Count > 0 ? look.Warnings[0] : "its inputs cannot be told";
        }

        if (last is null)
        {
            return "no success of it is recorded";
        }

        if (last.Key != look.Key)
        {
            return Differences.Between(last, look.Parts, look.Inputs) is [var first, ..] ? first : "its key is another";
        }

        if (task.Spec!.Files!.MaxAge is { } most && options.Clock.GetUtcNow() - last.End is var age && (age > most || age < TimeSpan.Zero))
        {
            return "its last success is older than 'max-age' says";
        }

        return call.IsOutputWanted && last.Output is null ? "its output was not kept" : null;
    }

    private static string? DifferentOutput(IReadOnlyList<RecordedFile> before, List<RecordedFile> now)
    {
        for (var i = 0; i < Math.Max(before.Count, now.Count); i++)
        {
            if (i == now.Count || (i < before.Count && before[i].Name != now[i].Name && !now.Exists(file => file.Name == before[i].Name)))
            {
                return $"output '{OneLine.Of(before[i].Name)}' is gone";
            }

            if (i == before.Count || before[i].Name != now[i].Name)
            {
                return $"output '{OneLine.Of(now[i].Name)}' is new";
            }

            if (!before[i].Mark.IsSameAs(now[i].Mark))
            {
                return $"output '{OneLine.Of(now[i].Name)}' changed";
            }
        }

        return null;
    }

    private Conclusion Conclude(TaskNode task, TaskFiles files, CapturedOutput? output, IReadOnlyDictionary<string, string>? results, TimeSpan duration, DateTimeOffset now)
    {
        var place = dag.PlaceOf(task);
        _looks.TryRemove(place, out var look);
        var outputs = _glance.Outputs(files, records.Find(task.Id)?.Last?.Outputs ?? [], out var found, hasRun: true);
        if (found?.Absent is [var absent, ..])
        {
            Volatile.Write(ref _handed[place], Unique());
            return new($"did not make its output '{OneLine.Of(absent)}'", []);
        }

        IReadOnlyList<string> warnings = found is null ? [] : [.. found.Unmatched.Select(pattern => $"its output '{OneLine.Of(files.Outputs![pattern])}' matches nothing")];
        Volatile.Write(ref _handed[place], outputs is null ? Unique() : HandedOver(files, outputs, now, task.Spec!.Results.Count > 0));
        if (outputs is not null && look?.Key is not null && IsAskedAbout(task) && IsSame(look.Inputs, _glance.InputsAgain(files, look.Inputs)) && !HoldsSecret(output, results))
        {
            records.Add(task.Id, new Success(look.Key, now) { Parts = look.Parts, Inputs = look.Inputs, Outputs = outputs, Output = output is { IsWhole: true } whole ? whole.Bytes : null, Results = results ?? new Dictionary<string, string>() }, duration);
        }
        else
        {
            records.Add(task.Id, duration);
        }

        return new(null, warnings);
    }

    // What the secret is may not stand in any file of the state.
    private bool HoldsSecret(CapturedOutput? output, IReadOnlyDictionary<string, string>? results)
    {
        if (dag.Secrets is not { } secrets)
        {
            return false;
        }

        return (output is { } text && IsMasked(secrets, Encoding.Latin1.GetString(text.Bytes.Span)))
            || (output is { } same && IsMasked(secrets, Encoding.UTF8.GetString(same.Bytes.Span)))
            || (results is not null && results.Values.Any(value => IsMasked(secrets, value)));
    }

    private static bool IsMasked(SecretValues secrets, string text) => secrets.Apply(text) != text;

    private static bool IsSame(IReadOnlyList<RecordedFile> before, List<RecordedFile>? now)
    {
        if (now is null || now.Count != before.Count)
        {
            return false;
        }

        for (var i = 0; i < now.Count; i++)
        {
            if (before[i].Name != now[i].Name || !before[i].Mark.IsSameAs(now[i].Mark))
            {
                return false;
            }
        }

        return true;
    }

    // A task that says of no file that it hands it over is a reason to run for those after it, unless it says that it hands over nothing or gives results.
    private static string HandedOver(TaskFiles files, IReadOnlyList<RecordedFile> outputs, DateTimeOffset end, bool hasResults)
    {
        if (files.Outputs is null)
        {
            return hasResults ? "" : "success " + end.UtcTicks.ToString(CultureInfo.InvariantCulture);
        }

        var text = new StringBuilder();
        foreach (var file in outputs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.Name.Length}:{file.Name}{file.Identity}");
        }

        return outputs.Count == 0 ? "" : TaskKey.HashOf(Encoding.UTF8.GetBytes(text.ToString()));
    }

    // A group stands for what it comes after.
    private List<KeyValuePair<string, string>> Predecessors(int task)
    {
        var handed = new List<KeyValuePair<string, string>>();
        var open = new Stack<int>();
        var seen = new HashSet<int>();
        Push(task);
        while (open.TryPop(out var next))
        {
            if (dag.Node(next).IsGroup)
            {
                Push(next);
            }
            else if (Volatile.Read(ref _handed[next]) is { Length: > 0 } text)
            {
                handed.Add(new(dag.Node(next).Id, text));
            }
        }

        return handed;

        void Push(int of)
        {
            foreach (var predecessor in dag.Predecessors[of])
            {
                if (seen.Add(predecessor))
                {
                    open.Push(predecessor);
                }
            }
        }
    }

    private string Unique() => string.Create(CultureInfo.InvariantCulture, $"run {options.Clock.GetUtcNow().UtcTicks} {Interlocked.Increment(ref _number)}");
}
