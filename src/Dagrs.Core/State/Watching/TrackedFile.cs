using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Watching;

/// <summary>A file as it was when its task was asked about.</summary>
/// <param name="Name">Its name, as the task knows it.</param>
/// <param name="Stamp">Its stamp; for a link, the link's own.</param>
/// <param name="Target">For a link, the stamp of its target; null for a dangling link, and for anything else.</param>
/// <param name="Mark">Its mark; null: it was not read.</param>
internal readonly record struct TrackedFile(string Name, FileStamp Stamp, FileStamp? Target, FileMark? Mark);
