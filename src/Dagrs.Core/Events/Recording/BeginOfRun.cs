using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>Builds what is known of a run at its start from the graph and the conditions. Secrets in it are masked.</summary>
/// <param name="dag">What is run.</param>
/// <param name="places">By index, a task's position in file order.</param>
/// <param name="mask">Masks a text.</param>
internal sealed class BeginOfRun(Dag dag, int[] places, Func<string, string> mask)
{
    /// <param name="id">The run's id.</param>
    /// <param name="folder">The folder in which dagrs was started; null: unknown.</param>
    /// <param name="conditions">The conditions of the run.</param>
    public RecordedRun Of(string id, string? folder, RunConditions conditions)
    {
        var tasks = new RecordedTask[dag.Tasks.Count];
        for (var index = 0; index < tasks.Length; index++)
        {
            tasks[places[index]] = TaskOf(index);
        }

        return new()
        {
            Id = id,
            Version = ProductVersion.Text,
            File = Masked(dag.File),
            Folder = Masked(folder),
            Start = conditions.Start,
            Jobs = conditions.Jobs,
            Resources = Sorted(conditions.Resources),
            Executor = conditions.Executor,
            Schedule = conditions.InWaves ? "waves" : "eager",
            Tasks = tasks,
        };
    }

    private RecordedTask TaskOf(int index)
    {
        var task = dag.Node(index);
        return new()
        {
            Id = mask(task.Id),
            Name = mask(task.Name),
            Kind = KindWords.Of(task),
            Command = Masked(task.Command?.Text),
            Directory = Masked(task.Settings.Directory),
            Path = Masked(task.Origin?.Path),
            Line = task.Origin?.Place.Line ?? 0,
            After = After(index),
            Tags = task.Tags.Count == 0 ? [] : [.. task.Tags.Select(mask)],
            When = task.Settings.When.Word(),
            If = Masked(ConditionWords.Of(task)),
            IsService = task.IsService,
            IsInteractive = task.Settings.Interactive,
            Resources = Sorted(task.Settings.Resources),
            Words = "not started yet",
        };
    }

    private int[] After(int index)
    {
        var predecessors = dag.Predecessors[index];
        if (predecessors.IsEmpty)
        {
            return [];
        }

        var after = new int[predecessors.Length];
        for (var i = 0; i < after.Length; i++)
        {
            after[i] = places[predecessors[i]];
        }

        return after;
    }

    private string? Masked(string? text) => text is null ? null : mask(text);

    // Sorted, so that the same run gives the same text.
    private static IReadOnlyDictionary<string, long> Sorted(IReadOnlyDictionary<string, long> amounts) =>
        amounts.Count == 0 ? Resources.None : new OrderedDictionary<string, long>(amounts.OrderBy(amount => amount.Key, StringComparer.Ordinal), StringComparer.Ordinal);
}
