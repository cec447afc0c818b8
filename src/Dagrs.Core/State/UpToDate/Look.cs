using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>What a task is and reads at one moment. Immutable.</summary>
/// <param name="Key">The key of it all; null: it cannot be told, so the task runs.</param>
/// <param name="Parts">What the key is made of besides files.</param>
/// <param name="Inputs">The files that it reads.</param>
/// <param name="Warnings">What people should know, one line each.</param>
/// <param name="Problem">Why the task cannot run; null: it can.</param>
internal sealed record Look(string? Key, IReadOnlyList<KeyPart> Parts, IReadOnlyList<RecordedFile> Inputs, IReadOnlyList<string> Warnings, string? Problem = null)
{
    /// <summary>Nothing was seen, so nothing can be told.</summary>
    public static Look None { get; } = new(null, [], [], []);
}
