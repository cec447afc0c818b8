using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>A snapshot of a task's definition and inputs. Immutable.</summary>
/// <param name="Key">Its key; null: it cannot be determined, so the task runs.</param>
/// <param name="Parts">The parts of the key other than files.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Warnings">Warnings for the user, one line each.</param>
/// <param name="Problem">Why the task cannot run; null: it can.</param>
internal sealed record Look(string? Key, IReadOnlyList<KeyPart> Parts, IReadOnlyList<RecordedFile> Inputs, IReadOnlyList<string> Warnings, string? Problem = null)
{
    /// <summary>The empty snapshot: nothing could be determined.</summary>
    public static Look None { get; } = new(null, [], [], []);
}
