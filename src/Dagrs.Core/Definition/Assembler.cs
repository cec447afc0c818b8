using System.Runtime.InteropServices;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Builds the graph of the tasks that stay. They keep their order even where it came about through left-out tasks, and their inputs keep their
/// numbers.
/// </summary>
internal sealed class Assembler
{
    private readonly Edges _after;
    private readonly IReadOnlyList<int> _order;
    private readonly LeftOutReason?[]? _leftOut;
    private readonly Func<int, IReadOnlyList<TaskInput>?, bool, TaskSpec> _specOf;
    private readonly TaskNode?[] _nodes;
    private readonly Bridges? _bridges;

    /// <param name="after">The predecessors of each task, as written.</param>
    /// <param name="order">All tasks in topological order.</param>
    /// <param name="leftOut">Why a task is left out; null for a task that stays, or as a whole if all do.</param>
    /// <param name="specOf">The specification of a task, given its inputs where they are not simply its predecessors, and whether it has any predecessors.</param>
    /// <exception cref="SelectionException">The left-out tasks connect too many others.</exception>
    public Assembler(Edges after, IReadOnlyList<int> order, LeftOutReason?[]? leftOut, Func<int, IReadOnlyList<TaskInput>?, bool, TaskSpec> specOf)
    {
        (_after, _order, _leftOut, _specOf) = (after, order, leftOut, specOf);
        _nodes = new TaskNode?[after.Count];
        _bridges = leftOut is null ? null : new Bridges(after, order, IsKept);
    }

    /// <summary>The handle of a task that has been built; null: it is left out.</summary>
    public TaskNode? NodeOf(int task) => _nodes[task];

    /// <param name="goals">For each task the number of the first command-line target that needs it; null when they do not differ.</param>
    /// <param name="secrets">What is masked; null: nothing.</param>
    /// <param name="file">The file being run, as the user gave it.</param>
    /// <param name="named">The tasks that were requested by name.</param>
    /// <exception cref="SelectionException">The left-out tasks connect too many others.</exception>
    public Dag Build(int[]? goals, SecretValues? secrets, string file, IReadOnlySet<int> named)
    {
        var builder = new DagBuilder();
        var predecessors = new List<TaskNode>();
        foreach (var task in _order)
        {
            if (IsKept(task))
            {
                predecessors.Clear();
                var inputs = IsWhole(task) ? AddAll(task, predecessors) : AddKept(task, predecessors);
                _nodes[task] = builder.Add(_specOf(task, inputs, predecessors.Count > 0), CollectionsMarshal.AsSpan(predecessors));
            }
        }

        return builder.BuildFor(goals is null ? null : OfKept(goals), secrets, file, named.Count == 0 ? null : named.Select(NodeOf).OfType<TaskNode>().Select(node => node.Index).ToHashSet());
    }

    private int[] OfKept(int[] goals)
    {
        var kept = new List<int>();
        foreach (var task in _order)
        {
            if (IsKept(task))
            {
                kept.Add(goals[task]);
            }
        }

        return [.. kept];
    }

    private bool IsKept(int task) => _leftOut?[task] is null;

    private bool IsWhole(int task)
    {
        foreach (var predecessor in _after[task])
        {
            if (!IsKept(predecessor))
            {
                return false;
            }
        }

        return true;
    }

    private List<TaskInput>? AddAll(int task, List<TaskNode> predecessors)
    {
        foreach (var predecessor in _after[task])
        {
            predecessors.Add(_nodes[predecessor]!);
        }

        return null;
    }

    // Predecessors reached through left-out tasks follow those that the task names itself: only the latter are its inputs.
    private List<TaskInput> AddKept(int task, List<TaskNode> predecessors)
    {
        var inputs = new List<TaskInput>();
        var ways = new List<int>();
        var seen = new HashSet<int>();
        foreach (var predecessor in _after[task])
        {
            if (!seen.Add(predecessor))
            {
                continue;
            }

            if (_nodes[predecessor] is { } node)
            {
                inputs.Add(new(node.Id, predecessors.Count));
                predecessors.Add(node);
            }
            else
            {
                inputs.Add(new(_specOf(predecessor, null, false).Id, TaskInput.LeftOut));
                ways.Add(predecessor);
            }
        }

        foreach (var way in ways)
        {
            predecessors.AddRange(_bridges!.Before(way).Where(seen.Add).Select(before => _nodes[before]!));
        }

        return inputs;
    }
}
