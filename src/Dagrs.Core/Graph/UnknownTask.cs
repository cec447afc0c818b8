using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>A name that means no task.</summary>
/// <param name="Name">The name asked for: an id, a glob, or <c>tag:</c> with a tag.</param>
/// <param name="Suggestion">What was probably meant; null when nothing is near.</param>
internal sealed record UnknownTask(string Name, string? Suggestion)
{
    private const int LongestName = 100;

    /// <summary>The ids of the tasks that have it for their display name.</summary>
    public IReadOnlyList<string> NameOf { get; init; } = [];

    /// <summary>What is wrong, with the mend where there is one.</summary>
    public string Words => NameOf.Count switch
    {
        0 => What + (Suggestion is { } meant ? $"; did you mean {Quoted(meant)}?" : ""),
        1 => $"{What}: that is the name of task {Quoted(NameOf[0])}; did you mean {Quoted(NameOf[0])}?",
        _ => $"{What}: that is the name of the tasks {string.Join(", ", NameOf.Select(Quoted))}; write the id of one",
    };

    /// <summary>What is wrong, without the mend.</summary>
    public string What => Name.StartsWith("tag:", StringComparison.Ordinal) ? $"no task has the tag {Quoted(Name[4..])}"
        : Name.AsSpan().ContainsAny('*', '?', '[') ? $"no task matches {Quoted(Name)}"
        : $"unknown task {Quoted(Name)}";

    private static string Quoted(string name) => $"'{OneLine.Of(name, LongestName)}'";
}
