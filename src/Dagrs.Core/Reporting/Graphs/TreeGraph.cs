using System.Text;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>
/// A graph for a terminal: each last task, below it what it needs. What several tasks need is printed once and then referred to, and what lies deep
/// begins anew at the left, so that the text grows only with the number of edges.
/// </summary>
internal sealed class TreeGraph
{
    private const int Deepest = 24;

    private readonly Dag _dag;
    private readonly StringBuilder _text = new();
    private readonly bool[] _printed;
    private readonly Queue<TaskNode> _later = new();

    private TreeGraph(Dag dag) => (_dag, _printed) = (dag, new bool[dag.Tasks.Count]);

    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(Dag dag)
    {
        ArgumentNullException.ThrowIfNull(dag);
        var tree = new TreeGraph(dag);
        foreach (var task in dag.Tasks.Where(task => dag.SuccessorsOf(task).Count == 0).OrderBy(task => task.Position))
        {
            tree.Append(task);
        }

        while (tree._later.TryDequeue(out var task))
        {
            if (!tree._printed[task.Index])
            {
                tree._text.Append('\n');
                tree.Append(task);
            }
        }

        return tree._text.ToString();
    }

    private void Append(TaskNode root)
    {
        var open = new Stack<Branch>([new(root, "", "", 0)]);
        while (open.TryPop(out var branch))
        {
            var needs = _dag.PredecessorsOf(branch.Task);
            _text.Append(branch.Indent).Append(branch.Joint).Append(Titles.Plain(branch.Task)).Append(Reference(branch, needs.Count)).Append('\n');
            if (needs.Count == 0 || branch.Level == Deepest || _printed[branch.Task.Index])
            {
                continue;
            }

            _printed[branch.Task.Index] = true;
            var indent = branch.Indent + branch.Joint switch { "" => "", Branch.Last => "   ", _ => "│  " };
            for (var i = needs.Count - 1; i >= 0; i--)
            {
                open.Push(new(needs[i], indent, i == needs.Count - 1 ? Branch.Last : Branch.Middle, branch.Level + 1));
            }
        }
    }

    private string Reference(Branch branch, int needs)
    {
        if (needs > 0 && _printed[branch.Task.Index])
        {
            return " (see above)";
        }

        if (needs == 0 || branch.Level < Deepest)
        {
            return "";
        }

        _later.Enqueue(branch.Task);
        return " (see below)";
    }

    private readonly record struct Branch(TaskNode Task, string Indent, string Joint, int Level)
    {
        public const string Middle = "├─ ";
        public const string Last = "└─ ";
    }
}
