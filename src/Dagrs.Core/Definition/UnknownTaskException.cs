namespace Dagrs.Core.Definition;

/// <summary>A task, or a kind of tasks, was asked for that the file does not have.</summary>
/// <param name="unknown">The names asked for, each with what was probably meant.</param>
public sealed class UnknownTaskException(IReadOnlyList<UnknownTask> unknown)
    : Exception(string.Join('\n', unknown.Select(Describe)))
{
    /// <summary>The names asked for, each with what was probably meant.</summary>
    public IReadOnlyList<UnknownTask> Unknown { get; } = unknown;

    private static string Describe(UnknownTask task)
    {
        var what = task.Name.StartsWith("tag:", StringComparison.Ordinal) ? $"no task has the tag {Quoted.Name(task.Name[4..])}"
            : Glob.IsGlob(task.Name) ? $"no task matches {Quoted.Name(task.Name)}"
            : $"unknown task {Quoted.Name(task.Name)}";
        if (task.NameOf.Count > 0)
        {
            var ids = Quoted.Names(task.NameOf);
            return task.NameOf.Count == 1 ? $"{what}: that is the name of task {ids}; did you mean {ids}?" : $"{what}: that is the name of the tasks {ids}; write the id of one";
        }

        return what + (task.Suggestion is { } meant ? $"; did you mean {Quoted.Name(meant)}?" : "");
    }
}
