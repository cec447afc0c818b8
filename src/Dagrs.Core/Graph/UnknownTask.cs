using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>A name that matches no task.</summary>
/// <param name="Name">The requested name: an id, a glob, or <c>tag:</c> with a tag.</param>
/// <param name="Suggestion">The name that was probably meant; null when none is near.</param>
internal sealed record UnknownTask(string Name, string? Suggestion)
{
    private const int LongestName = 100;

    /// <summary>The ids of the tasks that have it as their display name.</summary>
    public IReadOnlyList<string> NameOf { get; init; } = [];

    /// <summary>What is wrong, with the remedy if there is one.</summary>
    public string Words => NameOf.Count switch
    {
        0 => What + (Suggestion is { } meant ? $"; did you mean {Quoted(meant)}?" : ""),
        1 => $"{What}: that is the name of task {Quoted(NameOf[0])}; did you mean {Quoted(NameOf[0])}?",
        _ => $"{What}: that is the name of the tasks {string.Join(", ", NameOf.Select(Quoted))}; use the id of one of them",
    };

    /// <summary>What is wrong, without the remedy.</summary>
    public string What => Name.StartsWith("tag:", StringComparison.Ordinal) ? $"no task has the tag {Quoted(Name[4..])}"
        : Name.AsSpan().ContainsAny('*', '?', '[') ? $"no task matches {Quoted(Name)}"
        : $"unknown task {Quoted(Name)}";

    private static string Quoted(string name) => $"'{OneLine.Of(name, LongestName)}'";
}
