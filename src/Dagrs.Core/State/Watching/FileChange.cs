using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Watching;

/// <summary>A file that has changed since its task was asked about.</summary>
/// <param name="Task">The id of the task that reads it.</param>
/// <param name="Name">Its name, as the task knows it.</param>
/// <param name="Stamp">Its stamp now; null: it is gone.</param>
/// <param name="IsSure">True when its content is known to differ, or it was created or deleted; false: only its stamp differs.</param>
internal readonly record struct FileChange(string Task, string Name, FileStamp? Stamp, bool IsSure)
{
    /// <summary>The change as a message.</summary>
    public string Words => $"'{Model.OneLine.Of(Name)}' {(Stamp is null ? "is gone" : "changed")}";
}
