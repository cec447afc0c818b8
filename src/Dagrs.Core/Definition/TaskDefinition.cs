using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A task as it is written: its predecessors are still names.</summary>
/// <param name="Id">The id and its place.</param>
public sealed record TaskDefinition(Located<string> Id)
{
    /// <summary>What people read.</summary>
    public string Name { get; init; } = Id.Value;

    /// <summary>What it does and why, in one or more lines; null when nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>The first line of the description that says something: not empty and no comment.</summary>
    public string? Summary => Description?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && line[0] != '#');

    /// <summary>The ids this task comes after, as written; repeats are harmless.</summary>
    public IReadOnlyList<Located<string>> After { get; init; } = [];

    /// <summary>The tags it can be selected by, as written; repeats are harmless.</summary>
    public IReadOnlyList<Located<string>> Tags { get; init; } = [];

    /// <summary>What to run; null for a group, which only joins its predecessors.</summary>
    public Command? Command { get; init; }

    /// <summary>Where the command stands; unknown when there is none.</summary>
    public Place CommandPlace { get; init; }

    /// <summary>How it runs, as far as the task itself says.</summary>
    public TaskSettings Settings { get; init; } = TaskSettings.Default;

    /// <summary>What runs in place of the command: C# code, say.</summary>
    public Work? Action { get; init; }
}
