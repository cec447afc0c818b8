namespace Dagrs.Core.State.Records;

/// <summary>
/// What becomes of the record of a task that the file has no more: when records are put together it is noted since when nobody has met the task, and after 90 days without it the
/// record goes. A task that is only left out of a run is met. Immutable.
/// </summary>
/// <param name="isOfFile">Whether the file of this run has a task of that id; null: all are met.</param>
/// <param name="now">What time it is.</param>
internal sealed class RecordAbsence(Predicate<string>? isOfFile, DateTimeOffset now)
{
    /// <summary>So long a record stays without its task.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>True when the file has the task.</summary>
    public bool IsMet(string task) => isOfFile is null || isOfFile(task);

    /// <summary>The record as it is kept from now on; null: it is not.</summary>
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
