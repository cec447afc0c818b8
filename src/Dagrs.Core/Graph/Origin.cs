using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>The file, and the place in it, where a task is defined.</summary>
/// <param name="Path">The file's path as the user gave it.</param>
/// <param name="Place">The place of the task's id.</param>
internal sealed record Origin(string Path, Place Place)
{
    /// <summary><c>path:line</c>, as terminals and editors link it.</summary>
    public override string ToString() => $"{Path}:{Place.Line}";
}
