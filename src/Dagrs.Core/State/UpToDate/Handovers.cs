using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Records;
using Dagrs.Core.State.Resuming;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// What the tasks of a run hand over to those after them besides values: of each one short text. Where that is the same as before, those after it have
/// nothing to do with its having run. Thread-safe: a text is set before anybody after its task asks.
/// </summary>
/// <param name="dag">What is run.</param>
/// <param name="run">The id of the run.</param>
internal sealed class Handovers(Dag dag, string run)
{
    private readonly Lazy<TaskDefinitions> _definitions = new(() => new(dag));
    private readonly string?[] _texts = new string?[dag.Tasks.Count]; // null: nothing, or it has not come to its end

    /// <summary>Of a task that says nothing of what it hands over: that it ran. No two runs give the same.</summary>
    public static string OfRun(string run, string task) => $"run {run} {task}";

    /// <summary>Of a task that says which files it reads or writes. With inputs alone it is the moment of its success, unless it gives results.</summary>
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

    /// <summary>A task hands over this.</summary>
    public void Set(int task, string text) => Volatile.Write(ref _texts[task], text);

    /// <summary>What a task hands over; null: nothing, or it has not come to its end.</summary>
    public string? Of(int task) => Volatile.Read(ref _texts[task]);

    // It counts by what it is alone, whether it runs or not.
    private string DefinitionOf(int service)
    {
        lock (_definitions)
        {
            return _definitions.Value.Of(service);
        }
    }

    /// <summary>A task has run, and what it left says nothing.</summary>
    public void SetRan(int task) => Set(task, OfRun(run, dag.Node(task).Id));

    /// <summary>What those hand over that a task comes after, by id; a group stands for what it comes after itself, a service for what it is.</summary>
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
