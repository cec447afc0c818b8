namespace Dagrs.Core.State.Records;

/// <summary>
/// Expires the records of tasks that the file no longer has. Each merge notes since when a task has been missing; after 90 days without the task its
/// record is dropped. A task that is only left out of a run is not missing. Immutable.
/// </summary>
/// <param name="isOfFile">Whether the file of this run has a task of that id; null: no task is missing.</param>
/// <param name="now">The current time.</param>
internal sealed class RecordAbsence(Predicate<string>? isOfFile, DateTimeOffset now)
{
    /// <summary>How long a record is kept without its task.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>True when the file has the task.</summary>
    public bool IsMet(string task) => isOfFile is null || isOfFile(task);

    /// <summary>The record as it is kept from now on; null: it is dropped.</summary>
    public TaskRecord? Of(TaskRecord record)
    {
        if (IsMet(record.Id))
        {
            return record with { MissedSince = null };
        }

        var since = record.MissedSince is { } known && known <= now ? known : now; // the clock may have been set back
        return now - since > Longest ? null : record with { MissedSince = since };
    }
}
