using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Watching;

/// <summary>A file as it was when its task was asked about.</summary>
/// <param name="Name">What the task calls it.</param>
/// <param name="Stamp">Its own stamp.</param>
/// <param name="Target">Of a link: the stamp of what it leads to; null where it leads to nothing, and for what is no link.</param>
/// <param name="Mark">What it was; null: nobody has read it.</param>
internal readonly record struct TrackedFile(string Name, FileStamp Stamp, FileStamp? Target, FileMark? Mark);
