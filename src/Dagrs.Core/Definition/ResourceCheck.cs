using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Minds that there is enough of what a task takes. Of cpus and memory there is as much as the run says, so it knows nothing of them.</summary>
internal static class ResourceCheck
{
    /// <summary>What is wrong with what a task takes.</summary>
    /// <param name="task">The task.</param>
    /// <param name="settings">How it runs, defaults included.</param>
    /// <param name="totals">How much there is.</param>
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
                yield return Problem($"takes of {Quoted.Name(name)}, and nothing says how much there is; write at the top, as in resources: {{ {OneLine.Of(name, 100)}: {amount} }}", Suggestion.For(name, totals.Keys));
            }
            else if (amount > total.Value)
            {
                yield return Problem($"takes {amount} of {Quoted.Name(name)}, and there are {total.Value}: it could never start");
            }
        }

        Problem Problem(string what, string? suggestion = null) =>
            new(ProblemCode.BadValue, task.Id.Place, $"task {Quoted.Name(task.Id.Value)} {what}") { Suggestion = suggestion, Source = task.Scope?.File.Source };
    }
}
