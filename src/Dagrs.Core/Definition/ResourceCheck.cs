using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Checks that there is enough of each resource a task takes. The run sets the totals of cpus and memory, so this check ignores them. Undeclared GPUs
/// are allowed where the task may run on a cluster, which knows how many it has.
/// </summary>
internal static class ResourceCheck
{
    /// <summary>The problems with the resources a task takes.</summary>
    /// <param name="task">The task.</param>
    /// <param name="settings">How it runs, including defaults.</param>
    /// <param name="totals">The totals of the resources.</param>
    public static IEnumerable<Problem> Problems(TaskDefinition task, TaskSettings settings, IReadOnlyDictionary<string, Located<long>> totals)
    {
        foreach (var (name, amount) in settings.Resources)
        {
            if (name is Resources.Cpus or Resources.Memory)
            {
                continue;
            }

            if (!totals.TryGetValue(name, out var total))
            {
                if (name == Resources.Gpus && settings is { Executor: null or ExecutorKind.Slurm, Interactive: false })
                {
                    continue; // the run rejects it if it runs here after all
                }

                yield return Problem($"{Undeclared(name, amount)}", Suggestion.For(name, totals.Keys));
            }
            else if (amount > total.Value)
            {
                yield return Problem($"needs {amount} of {Quoted.Name(name)}, and there are only {total.Value}: it could never start");
            }
        }

        Problem Problem(string what, string? suggestion = null) =>
            new(ProblemCode.BadValue, task.Id.Place, $"task {Quoted.Name(task.Id.Value)} {what}") { Suggestion = suggestion, Source = task.Scope?.File.Source };
    }

    /// <summary>Why a run cannot have a task that takes undeclared GPUs; null: it can.</summary>
    /// <param name="dag">Its tasks.</param>
    /// <param name="totals">The totals of the resources.</param>
    /// <param name="isRemote">True for a task that runs where their number is known.</param>
    public static string? ProblemOfGpus(Dag dag, IReadOnlyDictionary<string, long> totals, Func<TaskNode, bool> isRemote)
    {
        if (!dag.HasResources || totals.ContainsKey(Resources.Gpus))
        {
            return null;
        }

        foreach (var task in dag.Tasks)
        {
            if (task.IsCommand && task.Settings.Resources.TryGetValue(Resources.Gpus, out var amount) && !isRemote(task))
            {
                return $"task {Quoted.Name(task.Id)} {Undeclared(Resources.Gpus, amount)}, or run it on a cluster: --executor slurm";
            }
        }

        return null;
    }

    private static string Undeclared(string name, long amount) => $"needs {Quoted.Name(name)}, which is not declared; declare it at the top, as in resources: {{ {OneLine.Of(name, 100)}: {amount} }}";
}
