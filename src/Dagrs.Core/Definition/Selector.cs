using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Finds the tasks that a <see cref="Selection"/> means. It knows names and edges, and nothing of graphs.</summary>
internal sealed class Selector
{
    private const string TagPrefix = "tag:";

    private readonly DagDefinition _definition;
    private readonly IReadOnlyList<TaskDefinition> _tasks;
    private readonly IReadOnlyList<int> _order;
    private readonly Func<string, IReadOnlyList<int>> _find;
    private readonly Edges _after;
    private readonly List<UnknownTask> _unknown = [];

    /// <param name="definition">The file.</param>
    /// <param name="find">The positions of the tasks that an id, or a choice of a matrix, means.</param>
    /// <param name="after">The predecessors of each task.</param>
    /// <param name="order">All tasks in topological order.</param>
    public Selector(DagDefinition definition, Func<string, IReadOnlyList<int>> find, Edges after, IReadOnlyList<int> order) =>
        (_definition, _tasks, _find, _after, _order) = (definition, definition.Tasks, find, after, order);

    /// <summary>After <see cref="Select"/>: the tasks that were neither named nor needed, and run because all their predecessors do.</summary>
    public HashSet<int> Joined { get; } = [];

    /// <summary>After <see cref="Select"/>: the tasks that were named.</summary>
    public HashSet<int> Named { get; } = [];

    /// <summary>For each task null when it is selected, or why it is not.</summary>
    /// <exception cref="UnknownTaskException">An item matches no task; lists all such items.</exception>
    public LeftOutReason?[] Select(Selection selection)
    {
        if (selection is { IsEmpty: true, NoDefault: false } && _definition.Default is { Count: > 0 } usual)
        {
            selection = selection with { Tasks = [.. usual.Select(word => word.Value)] };
        }

        var named = selection.Tasks.Select(FindOrNote).ToList();
        named.ForEach(Named.UnionWith);
        var tasks = new HashSet<int>(named.SelectMany(some => some));
        var (skip, from, until) = (Find(selection.Skip), Find(selection.From), Find(selection.Until));
        if (_unknown.Count > 0)
        {
            throw new UnknownTaskException(_unknown);
        }

        var reasons = new LeftOutReason?[_tasks.Count];
        if (selection.Tasks.Count > 0)
        {
            LeaveOutAllBut(selection.Only ? tasks : Reach(tasks, _after, skip), LeftOutReason.NotSelected, reasons);
        }

        if (selection.Until.Count > 0)
        {
            LeaveOutAllBut(Reach(until, _after, skip), LeftOutReason.AfterTheEnd, reasons);
        }

        if (selection.From.Count > 0)
        {
            LeaveOutAllBut(Reach(from, _after.Reversed(), []), LeftOutReason.BeforeTheBegin, reasons);
        }

        foreach (var task in skip)
        {
            reasons[task] = LeftOutReason.Skipped;
        }

        if (!selection.Only)
        {
            Join(reasons);
        }

        Goals = named.Count > 1 ? FindGoals(named) : null;
        return reasons;
    }

    /// <summary>After <see cref="Select"/>: for each task the number of the first target that names or needs it; null when there is only one target.</summary>
    public int[]? Goals { get; private set; }

    // Clean-up runs where all its predecessors do, even if it was not requested.
    private void Join(LeftOutReason?[] reasons)
    {
        foreach (var task in _order)
        {
            if (reasons[task] is not (null or LeftOutReason.Skipped) && _tasks[task].Settings.When != When.Success && !_after[task].IsEmpty && IsWhole(task, reasons))
            {
                reasons[task] = null;
                Joined.Add(task);
            }
        }
    }

    private bool IsWhole(int task, LeftOutReason?[] reasons)
    {
        foreach (var predecessor in _after[task])
        {
            if (reasons[predecessor] is not null)
            {
                return false;
            }
        }

        return true;
    }

    private int[] FindGoals(List<List<int>> named)
    {
        var goals = new int[_tasks.Count];
        Array.Fill(goals, named.Count);
        var open = new Stack<int>();
        for (var goal = 0; goal < named.Count; goal++)
        {
            named[goal].ForEach(open.Push);
            while (open.TryPop(out var task))
            {
                if (goals[task] > goal)
                {
                    goals[task] = goal;
                    foreach (var needed in _after[task])
                    {
                        open.Push(needed);
                    }
                }
            }
        }

        return goals;
    }

    private static void LeaveOutAllBut(HashSet<int> kept, LeftOutReason reason, LeftOutReason?[] reasons)
    {
        for (var task = 0; task < reasons.Length; task++)
        {
            if (!kept.Contains(task))
            {
                reasons[task] = reason;
            }
        }
    }

    /// <summary>The tasks and everything reachable by the edges, stopping before <paramref name="inTheWay"/>.</summary>
    private static HashSet<int> Reach(HashSet<int> tasks, Edges edges, HashSet<int> inTheWay)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>(tasks);
        while (open.TryPop(out var task))
        {
            if (!inTheWay.Contains(task) && reached.Add(task))
            {
                foreach (var next in edges[task])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private HashSet<int> Find(IReadOnlyList<string> texts)
    {
        var found = new HashSet<int>();
        foreach (var text in texts)
        {
            found.UnionWith(FindOrNote(text));
        }

        return found;
    }

    /// <summary>The problem with an item that matches no task; null: it matches one.</summary>
    public UnknownTask? ProblemOf(string text) => Find(text).Count > 0 ? null : new(text, Suggest(text)) { NameOf = IdsNamed(text) };

    private List<int> FindOrNote(string text)
    {
        var some = Find(text);
        if (some.Count == 0)
        {
            _unknown.Add(new(text, Suggest(text)) { NameOf = IdsNamed(text) });
        }

        return some;
    }

    private List<int> Find(string text)
    {
        if (_find(text) is { Count: > 0 } meant)
        {
            return [.. meant];
        }

        if (text.StartsWith(TagPrefix, StringComparison.Ordinal))
        {
            var wanted = new Glob(text[TagPrefix.Length..]);
            return Where(candidate => candidate.Tags.Any(tag => tag.Value == text[TagPrefix.Length..] || wanted.Matches(tag.Value)));
        }

        if (!Glob.IsGlob(text))
        {
            return [];
        }

        var glob = new Glob(text);
        return Where(candidate => glob.Matches(candidate.Id.Value));
    }

    private List<int> Where(Func<TaskDefinition, bool> isMeant)
    {
        var found = new List<int>();
        for (var task = 0; task < _tasks.Count; task++)
        {
            if (isMeant(_tasks[task]))
            {
                found.Add(task);
            }
        }

        return found;
    }

    // People type the display name they see on the screen.
    private IReadOnlyList<string> IdsNamed(string text) =>
        [.. _tasks.Where(task => string.Equals(task.Name, text, StringComparison.OrdinalIgnoreCase)).Select(task => task.Id.Value)];

    private string? Suggest(string text) => text.StartsWith(TagPrefix, StringComparison.Ordinal)
        ? Suggestion.For(text, _tasks.SelectMany(task => task.Tags).Select(tag => TagPrefix + tag.Value).Distinct())
        : Suggestion.For(text, _tasks.Select(task => task.Id.Value).Concat(Choices(text)));

    // Choices of a single key, although ids have all keys.
    private IEnumerable<string> Choices(string text) => text.Contains('[', StringComparison.Ordinal)
        ? _tasks.Select(task => task.Instance).OfType<Instance>().SelectMany(instance => instance.Family.Keys.Zip(instance.Values, (key, value) => InstanceId.Of(instance.Family.Id, [key], [value]))).Distinct()
        : [];
}
