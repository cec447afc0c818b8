using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Files;

/// <summary>
/// Checks that each file is written by one task only, and that its readers depend on that task. It goes by the declarations, not by the files on
/// disk.
/// </summary>
internal sealed class FileOrder
{
    private const int MostNamed = 3;

    private readonly IReadOnlyList<TaskDefinition> _tasks;
    private readonly Edges _after;
    private readonly ProblemList _problems;
    private readonly int[] _positions; // in a possible order of execution; tasks on a cycle, or downstream of one, share the last
    private readonly PredecessorGaps _gaps;
    private readonly HashSet<(string? Prefix, Place Place, string Other)> _told = []; // instances of one matrix have the same problem
    private readonly List<OutputIndex.Output> _found = [];

    private FileOrder(IReadOnlyList<TaskDefinition> tasks, Edges after, PredecessorGaps gaps, IReadOnlyList<int> order, ProblemList problems)
    {
        (_tasks, _after, _gaps, _problems) = (tasks, after, gaps, problems);
        _positions = new int[after.Count];
        Array.Fill(_positions, int.MaxValue);
        for (var i = 0; i < order.Count; i++)
        {
            _positions[order[i]] = i;
        }
    }

    /// <summary>Checks the declarations of tasks.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="collector">Knows the base folders of their paths.</param>
    /// <param name="after">The predecessors of each task.</param>
    /// <param name="gaps">The tasks whose predecessors are not all known.</param>
    /// <param name="order">The tasks in topological order; those on a cycle, or downstream of one, are left out.</param>
    /// <param name="problems">Collects the problems.</param>
    public static void Check(IReadOnlyList<TaskDefinition> tasks, FileCollector collector, Edges after, PredecessorGaps gaps, IReadOnlyList<int> order, ProblemList problems)
    {
        if (collector.Collect(tasks) is { Count: > 0 } files)
        {
            new FileOrder(tasks, after, gaps, order, problems).Check(files);
        }
    }

    private void Check(List<DeclaredFiles> all)
    {
        var outputs = new OutputIndex(all);
        if (outputs.IsEmpty)
        {
            return;
        }

        foreach (var files in all)
        {
            foreach (var output in files.Outputs)
            {
                if (!output.Excludes)
                {
                    CheckOutput(files, output, outputs);
                }
            }

            foreach (var input in files.Inputs)
            {
                if (!input.Excludes)
                {
                    CheckInput(files, input, outputs);
                }
            }
        }
    }

    private void CheckOutput(DeclaredFiles files, PathPattern output, OutputIndex outputs)
    {
        _found.Clear();
        outputs.Find(files.Outputs, output, _found);
        foreach (var (other, pattern) in _found)
        {
            if (other.Task < files.Task && _told.Add((Task(files).Scope?.Prefix, output.Place, Family(other.Task)))) // of the two, the later one is wrong
            {
                var same = pattern.Path == output.Path;
                var verb = same ? $"and so does task {Name(other.Task)}" : $"and {Quoted.Name(pattern.Text)} of task {Name(other.Task)} matches it too";
                Report(ProblemCode.SharedOutput, files, output, $"task {Name(files.Task)} writes {Quoted.Name(output.Text)}, {verb}; {MendOf(files, other, output, pattern, same)}", other, pattern);
            }
        }
    }

    private string MendOf(DeclaredFiles files, DeclaredFiles other, PathPattern output, PathPattern pattern, bool isSame)
    {
        if (Task(files).Instance is { Family: var family } && Task(other).Instance?.Family == family)
        {
            return $"put a matrix value into the path, such as {Expressions.Template.Open} matrix.{family.Keys[0]} {Expressions.Template.Close}";
        }

        return isSame || output.IsGlob || !pattern.Matches(output.Path)
            ? "only one task can write a file"
            : $"only one task can write a file; exclude it there: {Quoted.Name("!" + output.Text)}";
    }

    private void CheckInput(DeclaredFiles files, PathPattern input, OutputIndex outputs)
    {
        _found.Clear();
        outputs.Find(files.Inputs, input, _found);
        var makers = new List<OutputIndex.Output>();
        foreach (var output in _found)
        {
            var maker = output.Files.Task;
            if (maker != files.Task && !_gaps.IsUpstream(files.Task, _after) && !IsBefore(maker, files.Task) && _told.Add((Task(files).Scope?.Prefix, input.Place, Family(maker))))
            {
                makers.Add(output);
            }
        }

        if (makers.Count == 0)
        {
            return;
        }

        var (made, pattern) = makers[0];
        var (what, by) = input.Path == pattern.Path ? (Quoted.Name(input.Text), "")
            : pattern.Matches(input.Beginning) ? (Quoted.Name(input.Text), $" ({Quoted.Name(pattern.Text)})")
            : ($"{Quoted.Name(pattern.Text)} (by {Quoted.Name(input.Text)})", "");
        var ids = makers.Select(maker => IdFor(files, Family(maker.Files.Task))).Distinct(StringComparer.Ordinal).ToList();
        var more = ids.Count > 1 ? $" (and {ids.Count - 1} more)" : "";
        var mend = IsBefore(files.Task, made.Task)
            ? $", which task {Name(made.Task)} writes{by}{more} and which depends on it; swap the two, or exclude it: {Quoted.Name("!" + pattern.Text)}"
            : $", which task {Name(made.Task)} writes{by}{more}, but does not depend on it; add 'after: {Ids(ids)}'";
        Report(ProblemCode.EarlyInput, files, input, $"task {Name(files.Task)} reads {what}{mend}", made, pattern);
    }

    private static string Ids(List<string> ids) => ids.Count == 1 ? Plain(ids[0]) : $"[ {string.Join(", ", ids.Take(MostNamed).Select(Plain))}{(ids.Count > MostNamed ? ", ..." : "")} ]";

    private static string Plain(string id) => OneLine.Of(id, 100);

    private void Report(ProblemCode code, DeclaredFiles files, PathPattern pattern, string message, DeclaredFiles other, PathPattern made)
    {
        var (scope, there) = (Task(files).Scope, Task(other).Scope);
        var isHere = scope?.File.Source == there?.File.Source;
        _problems.Add(new(code, pattern.Place, isHere ? message : $"{message} (written {FileScope.PlaceOf(there!, made.Place)})")
        {
            Source = scope?.File.Source,
            Notes = isHere ? [new($"{Name(other.Task)} writes it", made.Place)] : [],
        });
    }

    private TaskDefinition Task(DeclaredFiles files) => _tasks[files.Task];

    private string Name(int task) => Quoted.Name(_tasks[task].Id.Value);

    private string Family(int task) => _tasks[task].Instance?.Family.Id ?? _tasks[task].Id.Value;

    // As the file that needs the new dependency would name it.
    private string IdFor(DeclaredFiles files, string id) => Task(files).Scope is { Prefix: { Length: > 0 } prefix } && id.StartsWith(prefix, StringComparison.Ordinal) ? id[prefix.Length..] : id;

    private bool IsBefore(int first, int second)
    {
        if (_after[second].Contains(first))
        {
            return true;
        }

        if (_positions[first] > _positions[second])
        {
            return false;
        }

        var seen = new HashSet<int>();
        var open = new Stack<int>([second]);
        while (open.TryPop(out var task))
        {
            foreach (var before in _after[task])
            {
                if (before == first)
                {
                    return true;
                }

                if (_positions[before] >= _positions[first] && seen.Add(before))
                {
                    open.Push(before);
                }
            }
        }

        return false;
    }
}
