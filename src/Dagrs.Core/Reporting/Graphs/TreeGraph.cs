using System.Text;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>
/// A graph as trees for a terminal: each final task with its dependencies below it. A dependency of several tasks is printed once and then referred to,
/// and deep subtrees start again at the left margin, so that the text grows only with the number of edges.
/// </summary>
internal sealed class TreeGraph
{
    private const int Deepest = 24;

    private readonly Picture _picture;
    private readonly StringBuilder _text = new();
    private readonly bool[] _printed;
    private readonly Queue<int> _later = new();

    private TreeGraph(Picture picture) => (_picture, _printed) = (picture, new bool[picture.Tasks.Count]);

    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var tree = new TreeGraph(picture);
        for (var task = 0; task < picture.Tasks.Count; task++)
        {
            if (picture.After[task].Count == 0)
            {
                tree.Append(task);
            }
        }

        while (tree._later.TryDequeue(out var task))
        {
            if (!tree._printed[task])
            {
                tree._text.Append('\n');
                tree.Append(task);
            }
        }

        return tree._text.ToString();
    }

    private void Append(int root)
    {
        var open = new Stack<Branch>([new(root, "", "", 0)]);
        while (open.TryPop(out var branch))
        {
            var needs = _picture.Before[branch.Task];
            _text.Append(branch.Indent).Append(branch.Joint).Append(Title(_picture.Tasks[branch.Task])).Append(Reference(branch, needs.Count)).Append('\n');
            if (needs.Count == 0 || branch.Level == Deepest || _printed[branch.Task])
            {
                continue;
            }

            _printed[branch.Task] = true;
            var indent = branch.Indent + branch.Joint switch { "" => "", Branch.Last => "   ", _ => "│  " };
            for (var i = needs.Count - 1; i >= 0; i--)
            {
                open.Push(new(needs[i], indent, i == needs.Count - 1 ? Branch.Last : Branch.Middle, branch.Level + 1));
            }
        }
    }

    private static string Title(PictureTask task)
    {
        var marks = PictureMarks.All(task);
        return Titles.Plain(task.Id, task.Name) + (marks.Count == 0 ? "" : $" [{string.Join(", ", marks)}]");
    }

    private string Reference(Branch branch, int needs)
    {
        if (needs > 0 && _printed[branch.Task])
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

    private readonly record struct Branch(int Task, string Indent, string Joint, int Level)
    {
        public const string Middle = "├─ ";
        public const string Last = "└─ ";
    }
}
