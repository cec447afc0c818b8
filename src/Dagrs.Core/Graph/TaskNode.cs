using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>
/// The handle of a task in a graph. Only <see cref="DagBuilder"/> makes one, so a handle always stands for an existing task; it knows neither its
/// predecessors nor its state. Immutable and thread-safe.
/// </summary>
/// <remarks>A graph may have a million of them, so what most tasks lack takes no field.</remarks>
public class TaskNode
{
    private readonly object _work; // a Work, or the bare Action of a Work.Act, or the bare function of a Work.Code that needs no context
    private readonly object? _more; // the TaskSpec of a task from a file, the TaskSettings of a task in code, or null

    internal TaskNode(DagBuilder owner, int index, TaskSpec spec)
    {
        (Owner, Index, Id, _more) = (owner, index, spec.Id, spec);
        _work = Bare(spec.Work);
    }

    internal TaskNode(DagBuilder owner, int index, string name, object work, TaskSettings? settings)
    {
        (Owner, Index, Id, _more) = (owner, index, name, settings);
        _work = work;
    }

    /// <summary>The identifier, unique in its graph.</summary>
    public string Id { get; }

    /// <summary>The display name; need not be unique.</summary>
    public string Name => (_more as TaskSpec)?.Name ?? Id;

    /// <summary>The command it runs; null when it is no command.</summary>
    public Command? Command => (_work as Work.Execute)?.Command;

    /// <summary>What happens when it runs.</summary>
    internal Work Work => _work switch
    {
        Work work => work,
        Action run => new Work.Act(run),
        var function => new Work.Code(((Func<object?>)function).Call),
    };

    /// <summary>How it runs.</summary>
    public TaskSettings Settings => _more switch
    {
        null => TaskSettings.Default,
        TaskSpec spec => spec.Settings,
        var settings => (TaskSettings)settings,
    };

    /// <summary>The tags it can be selected by.</summary>
    public IReadOnlyList<string> Tags => (_more as TaskSpec)?.Tags ?? [];

    /// <summary>Where it was defined; null unless it comes from a file.</summary>
    internal Origin? Origin => (_more as TaskSpec)?.Origin;

    /// <summary>Position in the graph's topological order, from 0.</summary>
    public int Index { get; }

    /// <summary>Position in declaration order, from 0.</summary>
    public int Position => (_more as TaskSpec)?.Position ?? Index;

    internal DagBuilder Owner { get; }

    /// <summary>The type of its value, if known.</summary>
    internal virtual Type? ValueType => null;

    /// <summary>The code of a task that has no other settings.</summary>
    internal Action? PlainAction => _more is null ? _work as Action : null;

    /// <summary>The function of a task that has no other settings.</summary>
    internal Func<object?>? PlainFunction => _more is null ? _work as Func<object?> : null;

    internal bool IsCommand => _work is Work.Execute;

    internal bool IsService => _more is not null && Settings.Service is not null;

    internal bool IsGroup => _work is Work.Join;

    /// <summary>True when it may have a value for others.</summary>
    internal bool HasValue => _work is not (Action or Work.Join);

    /// <summary>True when it may see the values of its predecessors.</summary>
    internal bool Reads => _work is Work.Code or Work.Execute { Command: Command.Shell { UsesArguments: true } };

    /// <summary>Its specification; null: it has none.</summary>
    internal TaskSpec? Spec => _more as TaskSpec;

    /// <summary>True when it is decided only at its start whether it runs.</summary>
    internal bool IsToDecide => _more is not null && (Spec is { SkippedBecause: not null } or { Late.Decide: not null } || Settings.If is not null);

    /// <summary>Where its inputs come from when some of its predecessors are not in the graph; null: from its predecessors, in order.</summary>
    internal IReadOnlyList<TaskInput>? Inputs => (_more as TaskSpec)?.Inputs;

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static object Bare(Work work) => work is Work.Act(var run) ? run : work;
}
