namespace Dagrs.Core.Definition;

/// <summary>A name that means no task.</summary>
/// <param name="Name">The name asked for: an id, a glob, or <c>tag:</c> with a tag.</param>
/// <param name="Suggestion">What was probably meant; null when nothing is near.</param>
public sealed record UnknownTask(string Name, string? Suggestion)
{
    /// <summary>The ids of the tasks that have it for their display name.</summary>
    public IReadOnlyList<string> NameOf { get; init; } = [];
}
