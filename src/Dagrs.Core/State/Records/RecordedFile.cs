using System.Globalization;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Records;

/// <summary>A file as a success met it.</summary>
/// <param name="Name">Its name, from the folder that the task's patterns count from.</param>
/// <param name="Mark">What it was.</param>
internal sealed record RecordedFile(string Name, FileMark Mark)
{
    /// <summary>What a program that reads it can tell of it, as one text; two are the same where <see cref="FileMark.IsSameAs"/> is true.</summary>
    public string Identity => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)Mark.Kind}{(Mark.IsExecutable ? "x" : "-")}{(Mark.Target is { } target ? (int)target.Kind : 9)}:{Mark.Content?.Length ?? -1}:{Mark.Content}:{Mark.LinkText}");
}
