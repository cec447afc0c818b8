using System.Globalization;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Records;

/// <summary>A file as it was at a success.</summary>
/// <param name="Name">Its name, relative to the folder of the task's patterns.</param>
/// <param name="Mark">Its mark.</param>
internal sealed record RecordedFile(string Name, FileMark Mark)
{
    /// <summary>Everything that a program reading it can observe, as one text; equal exactly where <see cref="FileMark.IsSameAs"/> is true.</summary>
    public string Identity => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)Mark.Kind}{(Mark.IsExecutable ? "x" : "-")}{(Mark.Target is { } target ? (int)target.Kind : 9)}:{Mark.Content?.Length ?? -1}:{Mark.Content}:{Mark.LinkText}");
}
