using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>A requested task, by its handle or its id; both convert to this in <see cref="RunOptions.Targets"/>.</summary>
public readonly record struct Target
{
    private readonly TaskNode? _task;
    private readonly string? _id;

    private Target(TaskNode? task, string? id) => (_task, _id) = (task, id);

    /// <summary>A task by its handle.</summary>
    public static implicit operator Target(TaskNode task) => FromTask(task);

    /// <summary>A task by its id.</summary>
    public static implicit operator Target(string id) => FromId(id);

    /// <summary>A task by its handle.</summary>
    public static Target FromTask(TaskNode task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new(task, null);
    }

    /// <summary>A task by its id.</summary>
    public static Target FromId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(null, id);
    }

    /// <inheritdoc/>
    public override string ToString() => _task?.Id ?? _id ?? "";

    /// <summary>The part of the graph with the targets and everything they need; the whole graph when there are no targets.</summary>
    /// <exception cref="UnknownTaskException">An id is not in the graph; the message suggests what was probably meant.</exception>
    /// <exception cref="ArgumentException">A task belongs to another graph.</exception>
    internal static Dag PartOf(Dag dag, IReadOnlyList<Target> targets)
    {
        if (targets.Count == 0)
        {
            return dag;
        }

        var (found, wrong) = (new List<TaskNode>(), new List<UnknownTask>());
        foreach (var target in targets)
        {
            if (target._task is { } task)
            {
                found.Add(dag.PlaceOf(task) is var place && (uint)place < (uint)dag.Tasks.Count && dag.Node(place) == task
                    ? task
                    : throw Limits.Refuse(nameof(RunOptions.Targets), $"the task '{task.Id}' belongs to another graph"));
            }
            else if (dag.Find(target._id ?? "") is { } named)
            {
                found.Add(named);
            }
            else
            {
                wrong.Add(dag.Unknown(target._id ?? ""));
            }
        }

        return wrong.Count == 0 ? dag.Part(found) : throw new UnknownTaskException(wrong, nameof(RunOptions.Targets));
    }
}
