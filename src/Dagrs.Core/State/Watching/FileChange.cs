using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Watching;

/// <summary>A file that is not what it was when a task was asked about.</summary>
/// <param name="Task">The id of the task that reads it.</param>
/// <param name="Name">What the task calls it.</param>
/// <param name="Stamp">Its stamp now; null: it is gone.</param>
/// <param name="IsSure">True when its content is known to be another, or it came or went; false: only its stamp is.</param>
internal readonly record struct FileChange(string Task, string Name, FileStamp? Stamp, bool IsSure)
{
    /// <summary>What happened, in words.</summary>
    public string Words => $"'{Model.OneLine.Of(Name)}' {(Stamp is null ? "is gone" : "changed")}";
}
