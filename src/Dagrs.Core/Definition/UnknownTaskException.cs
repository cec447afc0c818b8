namespace Dagrs.Core.Definition;

/// <summary>A task was asked for that the file does not have.</summary>
/// <param name="unknown">The names asked for, each with what was probably meant.</param>
public sealed class UnknownTaskException(IReadOnlyList<(string Name, string? Suggestion)> unknown)
    : Exception(string.Join('\n', unknown.Select(Describe)))
{
    /// <summary>The names asked for, each with what was probably meant.</summary>
    public IReadOnlyList<(string Name, string? Suggestion)> Unknown { get; } = unknown;

    private static string Describe((string Name, string? Suggestion) task) =>
        $"unknown task {Quoted.Name(task.Name)}" + (task.Suggestion is { } meant ? $"; did you mean {Quoted.Name(meant)}?" : "");
}
