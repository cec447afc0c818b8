using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Finds scripts that use the output of a task that has the terminal or is a service, whose output is not captured. It knows positions, not handles.
/// </summary>
internal static class CaptureCheck
{
    /// <summary>The problems with scripts.</summary>
    /// <param name="definition">The tasks.</param>
    /// <param name="after">The predecessors of each task, as written.</param>
    /// <param name="gaps">The tasks whose predecessors are not all known: the numbers of their arguments are not either.</param>
    public static IEnumerable<Problem> Problems(DagDefinition definition, Edges after, PredecessorGaps gaps)
    {
        if (!IsAnyNotCaptured(definition))
        {
            yield break; // the usual case
        }

        HashSet<object>? told = null; // instances of one matrix share their script
        for (var task = 0; task < after.Count; task++)
        {
            if (!gaps.IsAt(task) && ProblemOf(definition, task, after[task].ToArray()) is { } problem && (told ??= new(ReferenceEqualityComparer.Instance)).Add(definition.Tasks[task].Command!))
            {
                yield return problem;
            }
        }
    }

    private static bool IsAnyNotCaptured(DagDefinition definition)
    {
        for (var task = 0; task < definition.Tasks.Count; task++)
        {
            if (WhyNotCaptured(definition.Tasks[task].Settings) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static string? WhyNotCaptured(TaskSettings settings) =>
        settings.Interactive ? "which has the terminal ('interactive: true')" : settings.Service is not null ? "which is a service" : null;

    private static Problem? ProblemOf(DagDefinition definition, int index, int[] predecessors)
    {
        var task = definition.Tasks[index];
        if (task is not { Command: Command.Shell text, Action: null })
        {
            return null;
        }

        text = (task.Settings.Shell ?? (task.Scope?.File.Defaults ?? definition.Defaults).Shell) is { } shell ? text with { Interpreter = shell } : text;
        foreach (var (place, predecessor) in predecessors.Distinct().Index())
        {
            var before = definition.Tasks[predecessor];
            if (WhyNotCaptured(before.Settings) is { } why && text.NamesArgument(place + 1))
            {
                return new(
                    ProblemCode.NoCapturedOutput,
                    task.CommandPlace,
                    FormattableString.Invariant($"'${place + 1}' in 'cmd' of task {Quoted.Name(task.Id.Value)} is the output of {Quoted.Name(before.Id.Value)}, {why}, so it is not captured; write it to a file instead"))
                {
                    Source = task.Scope?.File.Source,
                };
            }
        }

        return null;
    }
}
