using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.Resuming;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Fingerprints of what the tasks of a run hand over besides values: one short text each. While a task's text stays the same, its dependents are not
/// affected by its having run. Thread-safe: a task's text is set before any dependent reads it.
/// </summary>
/// <param name="dag">What is run.</param>
/// <param name="run">The id of the run.</param>
internal sealed class Handovers(Dag dag, string run)
{
    private readonly Lazy<TaskDefinitions> _definitions = new(() => new(dag));
    private readonly string?[] _texts = new string?[dag.Tasks.Count]; // null: nothing, or it is not over

    /// <summary>For a task that declares neither files nor results: the fact that it ran. It differs from run to run.</summary>
    public static string OfRun(string run, string task) => $"run {run} {task}";

    /// <summary>For a task that declares inputs or outputs. With inputs alone it is the time of its success, unless it gives results.</summary>
    public static string OfFiles(TaskFiles files, IReadOnlyList<RecordedFile> outputs, DateTimeOffset end, bool hasResults)
    {
        if (files.Outputs is null)
        {
            return hasResults ? "" : "success " + end.UtcTicks.ToString(CultureInfo.InvariantCulture);
        }

        if (outputs.Count == 0)
        {
            return "";
        }

        if (outputs is [var only])
        {
            return TaskKey.HashOf(TextOf(only));
        }

        var text = new StringBuilder();
        foreach (var file in outputs)
        {
            text.Append(TextOf(file));
        }

        return TaskKey.HashOf(text.ToString());
    }

    private static string TextOf(RecordedFile file) => string.Create(CultureInfo.InvariantCulture, $"{file.Name.Length}:{file.Name}{file.Identity}");

    /// <summary>Sets what a task hands over.</summary>
    public void Set(int task, string text) => Volatile.Write(ref _texts[task], text);

    /// <summary>What a task hands over; null: nothing, or it is not over.</summary>
    public string? Of(int task) => Volatile.Read(ref _texts[task]);

    // A service counts by its definition alone, whether it runs or not.
    private string DefinitionOf(int service)
    {
        lock (_definitions)
        {
            return _definitions.Value.Of(service);
        }
    }

    /// <summary>Records that a task has run, and that nothing more is known of what it produced.</summary>
    public void SetRan(int task) => Set(task, OfRun(run, dag.Node(task).Id));

    /// <summary>What the predecessors of a task hand over, by id; a group stands for its own predecessors, a service for its definition.</summary>
    public List<KeyValuePair<string, string>> Before(int task)
    {
        var handed = new List<KeyValuePair<string, string>>();
        var open = new Stack<int>();
        var seen = new HashSet<int>();
        Push(task);
        while (open.TryPop(out var next))
        {
            if (dag.Node(next).IsGroup)
            {
                Push(next);
            }
            else if (dag.Node(next).IsService)
            {
                handed.Add(new(dag.Node(next).Id, "service " + DefinitionOf(next)));
            }
            else if (Volatile.Read(ref _texts[next]) is { Length: > 0 } text)
            {
                handed.Add(new(dag.Node(next).Id, text));
            }
        }

        return handed;

        void Push(int of)
        {
            foreach (var predecessor in dag.Predecessors[of])
            {
                if (seen.Add(predecessor))
                {
                    open.Push(predecessor);
                }
            }
        }
    }
}
