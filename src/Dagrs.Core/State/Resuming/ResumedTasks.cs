using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.Runs;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Core.State.Resuming;

/// <summary>
/// Stores what tasks hand over, so that the run can be resumed; and in a resumed run, skips the tasks that are kept from the interrupted one. Tasks
/// that declare inputs or outputs are left to the inner memory. Thread-safe.
/// </summary>
/// <param name="dag">What is run.</param>
/// <param name="inner">The memory of all runs.</param>
/// <param name="journal">Where it stores what tasks hand over.</param>
/// <param name="plan">What is kept from the interrupted run; null: this run resumes none.</param>
/// <param name="handed">What the tasks of this run hand over.</param>
/// <param name="isForced">Whether the task of that id runs in any case.</param>
internal sealed class ResumedTasks(Dag dag, ITaskMemory inner, Journal journal, ResumePlan? plan, Handovers handed, Func<string, bool> isForced) : ITaskMemory
{
    private readonly RanTasks _ran = new(dag);

    /// <inheritdoc/>
    public bool IsAskedAbout(TaskNode task) => inner.IsAskedAbout(task) || plan?.MayKeep(dag.PlaceOf(task)) == true;

    /// <inheritdoc/>
    public ValueTask<Recollection> AskAsync(TaskNode task, TaskCall call, CancellationToken cancel)
    {
        var place = dag.PlaceOf(task);
        if (plan?.MayKeep(place) != true)
        {
            return inner.AskAsync(task, call, cancel);
        }

        if (isForced(task.Id) || _ran.HasBefore(place))
        {
            return inner.IsAskedAbout(task) ? inner.AskAsync(task, call, cancel) : new(new Recollection { Why = "a task that it depends on ran again" });
        }

        var value = plan.ValueOf(place);
        handed.Set(place, value.Handed ?? "");
        journal.Keep(task.Id, value); // this run may be interrupted as well
        return new(new Recollection
        {
            IsUpToDate = true,
            Why = "kept from the resumed run",
            Output = value.Output is { } output ? new CapturedOutput(output, output.Length) : null,
            Results = value.Results,
        });
    }

    /// <inheritdoc/>
    public void Begin(TaskNode task)
    {
        _ran.Note(dag.PlaceOf(task));
        inner.Begin(task);
    }

    /// <inheritdoc/>
    public TaskLog? LogOf(TaskNode task) => inner.LogOf(task);

    /// <inheritdoc/>
    public ValueTask<Conclusion> SucceedAsync(TaskNode task, TaskCall call, CapturedOutput? output, IReadOnlyDictionary<string, string>? results)
    {
        if (output is not null || results is { Count: > 0 })
        {
            journal.Keep(task.Id, new(output is { IsWhole: true } whole ? whole.Bytes.ToArray() : null, results ?? StoredValue.Nothing.Results));
        }

        return inner.SucceedAsync(task, call, output, results);
    }

    /// <inheritdoc/>
    public void Fail(TaskNode task) => inner.Fail(task);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
