namespace Dagrs.Core.State.Records;

/// <summary>What is remembered of a task: its last success, and the durations of its last ones. Immutable.</summary>
/// <param name="Id">The task.</param>
internal sealed record TaskRecord(string Id)
{
    /// <summary>How many durations are kept.</summary>
    public const int MostDurations = 10;

    /// <summary>When this became known; the later one counts.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Since when every merging run has found the task missing from the file; null: it was there at the last merge.</summary>
    public DateTimeOffset? MissedSince { get; init; }

    /// <summary>True for an addition that does not affect the last success.</summary>
    public bool IsSilent { get; init; }

    /// <summary>True for an addition that only repeats the last success with newer marks of its files: it applies to that success and no other.</summary>
    public bool IsConfirmation { get; init; }

    /// <summary>Its last success; null: there was none, or the task was started again since.</summary>
    public Success? Last { get; init; }

    /// <summary>Names of the files that are its own work, even if the success that made them no longer counts.</summary>
    public IReadOnlyList<string> Own { get => Last?.Own ?? field; init; } = [];

    /// <summary>How long its last successful runs took, the latest last.</summary>
    public IReadOnlyList<TimeSpan> Durations { get; init; } = [];

    /// <summary>This combined with an addition; the order of additions does not matter.</summary>
    public TaskRecord With(TaskRecord added)
    {
        if (added.IsConfirmation)
        {
            return Last is { } last && added.Last?.Key == last.Key && added.Time == Time ? this with { Last = added.Last } : this;
        }

        var durations = added.Durations.Count == 0 ? Durations : Durations.Count == 0 ? added.Durations : LastOf(added.Durations);
        return added.IsSilent || added.Time < Time ? this with { Durations = durations }
            : added.Last is null ? added with { Durations = durations, Own = Own }
            : added with { Durations = durations };
    }

    /// <summary>This as an addition to what was known; null: nothing is.</summary>
    public TaskRecord? Over(TaskRecord? known) => known is not null ? known.With(this) : IsConfirmation ? null : IsSilent ? this with { Last = null, IsSilent = false } : this;

    private TimeSpan[] LastOf(IReadOnlyList<TimeSpan> added)
    {
        var kept = new TimeSpan[Math.Min(Durations.Count + added.Count, MostDurations)];
        for (var i = 1; i <= kept.Length; i++)
        {
            kept[^i] = i <= added.Count ? added[^i] : Durations[Durations.Count - i + added.Count];
        }

        return kept;
    }
}
