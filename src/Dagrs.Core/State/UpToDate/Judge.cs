using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Decides whether a task is up to date, by comparing its key and outputs with its last success. It changes nothing and takes no locks. Thread-safe.
/// </summary>
/// <param name="dag">What is run.</param>
/// <param name="handed">What predecessors hand over.</param>
/// <param name="glance">Takes the snapshots.</param>
/// <param name="options">The caller's options.</param>
internal sealed class Judge(Dag dag, Handovers handed, Glance glance, MemoryOptions options)
{
    /// <summary>Why a task without a recorded success runs.</summary>
    public const string NoSuccess = "no success is recorded";

    /// <summary>True for a task that may be found up to date. Cheap.</summary>
    public static bool CanJudge(TaskNode task) => task.Spec is { Files.IsChecked: true, Confirm: null } && task.IsCommand && task.Settings is { When: When.Success, Interactive: false, Service: null };

    /// <summary>True when results are exactly those that the task is to give: since it ran, the file may have changed their names.</summary>
    public static bool GivesAll(TaskNode task, IReadOnlyDictionary<string, string> results) => task.Spec!.Results.Count == results.Count && task.Spec.Results.All(results.ContainsKey);

    /// <summary>Whether a task has to run.</summary>
    /// <param name="task">The task.</param>
    /// <param name="call">What it would run.</param>
    /// <param name="last">Its last success; null: none is known.</param>
    /// <param name="cancel">Ends the wait for tools.</param>
    public async ValueTask<Judgement> OfAsync(TaskNode task, TaskCall call, Success? last, CancellationToken cancel)
    {
        var look = await glance.AtAsync(task, call, handed.Before(dag.PlaceOf(task)), last, cancel).ConfigureAwait(false);
        if ((look.Problem ?? WhyRun(task, call, look, last)) is { } why)
        {
            return new(look, last, why)
            {
                Differences = last is null || look.Key is null ? [] : Differences.Between(last, look.Parts, look.Inputs),
            };
        }

        var outputs = (await glance.OutputsAsync(task.Spec!.Files!, last!.Outputs, hasRun: false).ConfigureAwait(false)).Marks;
        if ((outputs is null ? "its outputs cannot be read" : DifferentOutput(last.Outputs, outputs)) is { } difference)
        {
            return new(look, last, difference);
        }

        var isNew = glance.SavesReading(last.Inputs, look.Inputs) || glance.SavesReading(last.Outputs, outputs!);
        return new(look, last, null) { Seen = isNew ? last with { Inputs = look.Inputs, Outputs = outputs! } : null };
    }

    private string? WhyRun(TaskNode task, TaskCall call, Look look, Success? last)
    {
        if (options.IsForced(task.Id))
        {
            return "it is forced";
        }

        if (last is null)
        {
            return NoSuccess;
        }

        if (look.Key is null)
        {
            return look.Warnings.Count > 0 ? look.Warnings[0] : "its inputs cannot be determined";
        }

        if (last.Key != look.Key)
        {
            return Differences.Between(last, look.Parts, look.Inputs) is [var first, ..] ? first : "its fingerprint changed";
        }

        if (task.Spec!.Files!.IsTooOld(last.End, options.Clock.GetUtcNow()))
        {
            return "its last success is older than 'max-age'";
        }

        return call.IsOutputWanted && last.Output is null ? "its output was not kept"
            : GivesAll(task, last.Results) ? null
            : "its results changed";
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
}
