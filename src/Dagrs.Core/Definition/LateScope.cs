using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Expressions;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>The meaning of names in the expressions of a task when it is about to start.</summary>
/// <param name="finished">The outcome of the other tasks.</param>
/// <param name="nodes">The tasks that a name means; null for one that is left out.</param>
/// <param name="file">The file of the task.</param>
/// <param name="folder">The base folder of paths.</param>
internal sealed class LateScope(IFinishedTasks finished, Func<Reference, IReadOnlyList<TaskNode?>> nodes, FileScope file, string folder) : IScope
{
    /// <inheritdoc/>
    public Evaluated Find(Reference reference) => reference.Kind switch
    {
        ReferenceKind.TaskState => new Evaluated.Known(Worst(nodes(reference))),
        ReferenceKind.TaskResult => new Evaluated.Known(nodes(reference) is [{ } node] ? finished.ResultOf(node, reference.Result) : ""),
        _ => file.Find(reference),
    };

    /// <inheritdoc/>
    public bool? Exists(string path) => file.Machine.Exists(Path.Combine(folder, path));

    /// <inheritdoc/>
    public bool Matches(string text, string pattern) => new Glob(pattern).Matches(text);

    // Of several instances the worst state; a left-out task counts as skipped.
    private string Worst(IReadOnlyList<TaskNode?> tasks)
    {
        var worst = TaskState.UpToDate;
        foreach (var task in tasks)
        {
            var state = task is null ? TaskState.Skipped : finished.StateOf(task);
            worst = TaskStates.Severity(state) > TaskStates.Severity(worst) ? state : worst;
        }

        return tasks.Count == 0 ? "" : worst.ExpressionWord();
    }
}
