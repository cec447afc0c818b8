using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Expressions;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>
/// Finds the tasks that expressions of other tasks use, and checks that each is upstream of the task that uses it. It knows positions, not handles.
/// </summary>
/// <param name="tasks">All tasks.</param>
/// <param name="find">The positions of the tasks that a name means.</param>
/// <param name="after">The predecessors of each task.</param>
/// <param name="gaps">The tasks whose predecessors are not all known.</param>
/// <param name="problems">Collects the problems.</param>
internal sealed class LateReferences(IReadOnlyList<TaskDefinition> tasks, Func<string, TaskDefinition, IReadOnlyList<int>> find, Edges after, PredecessorGaps gaps, ProblemList problems)
{
    /// <summary>Why an expression cannot use what a task gives.</summary>
    public const string TooEarly = "the state and results of tasks are known only while the file runs, so only 'if', 'env' and the words of a list 'cmd' can use them";

    private readonly Dictionary<int, Dictionary<Reference, int[]>> _found = [];
    private readonly Dictionary<(string Prefix, string Name), (IReadOnlyList<int> List, HashSet<int> Set)> _meant = [];
    private (IReadOnlyList<Located<string>> After, HashSet<int> Before)? _last; // instances of one matrix share one list

    /// <summary>The tasks that a name in an expression of a task means; none when it names no task.</summary>
    public int[] Of(int task, Reference reference) => _found.GetValueOrDefault(task)?.GetValueOrDefault(reference) ?? [];

    /// <summary>Checks all names in all expressions.</summary>
    public void Check()
    {
        for (var task = 0; task < tasks.Count; task++)
        {
            foreach (var (reference, place, subject, isCondition) in NamesIn(tasks[task]))
            {
                Check(task, reference, place, subject, isCondition);
            }

            if (tasks[task].If is { } condition && condition.Value.Expression.FindWrongState(TaskStates.FinalWords) is { } wrong)
            {
                problems.Add(ExpressionPlace.Problem($"'if' of task {Quoted.Name(tasks[task].Id.Value)}", condition.Place, wrong) with { Source = tasks[task].Scope?.File.Source });
            }
        }
    }

    private static IEnumerable<(Reference Reference, Place Place, string Subject, bool IsCondition)> NamesIn(TaskDefinition task)
    {
        var subject = $"task {Quoted.Name(task.Id.Value)}";
        foreach (var open in task.Open.Concat(task.Scope?.File.OpenDefaults ?? []))
        {
            foreach (var reference in open.Template.References)
            {
                if (reference.IsOfTask)
                {
                    yield return (reference, open.Place, open.Part is OpenPart.Variable or OpenPart.Word or OpenPart.Ready or OpenPart.ReadyWord or OpenPart.StopWord ? subject : "", false);
                }
            }
        }

        foreach (var (pattern, place) in (task.InputFiles ?? []).Concat(task.OutputFiles ?? []).Concat(task.EnvFiles.Concat(task.Scope?.File.DefaultEnvFiles ?? []).Select(file => file.Path)).Concat(task.Confirm is { } confirm ? [confirm] : []))
        {
            foreach (var reference in pattern.References)
            {
                if (reference.IsOfTask)
                {
                    yield return (reference, place, "", false);
                }
            }
        }

        foreach (var reference in task.If?.Value.Expression.All().OfType<Reference>() ?? [])
        {
            if (reference.IsOfTask)
            {
                yield return (reference, task.If!.Value.Place, $"'if' of {subject}", true);
            }
        }
    }

    private void Check(int task, Reference reference, Place place, string subject, bool isCondition)
    {
        if (subject.Length == 0)
        {
            Report(TooEarly);
            return;
        }

        var (meant, isMeant) = Meant(reference.Name, tasks[task]);
        if (meant.Count == 0)
        {
            Report($"there is no task {Quoted.Name(reference.Name)}", Suggestion.For(reference.Name, tasks.Select(other => other.Id.Value)));
            return;
        }

        int[] before = meant.Count == 1 ? (IsBefore(meant[0], task) ? [meant[0]] : []) : [.. Before(task).Where(isMeant.Contains).Order()];
        if (before.Length == 0 && gaps.IsUpstream(task, after))
        {
            return;
        }

        if (before.Length == 0)
        {
            Report($"it does not depend on {Quoted.Name(reference.Name)}, which may not have ended when it starts; add it to 'after'");
        }
        else if (reference.Kind == ReferenceKind.TaskResult && before.Length > 1)
        {
            Report($"it depends on {before.Length} instances of {Quoted.Name(reference.Name)}, and a result belongs to one; depend on one instance");
        }
        else if (reference.Kind == ReferenceKind.TaskResult && tasks[before[0]].Settings.Service is not null && isCondition)
        {
            Report($"task {Quoted.Name(reference.Name)} is a service, which starts only when a task that needs it is about to run, so its results are not known to a condition; use them in 'env' or in the command");
        }
        else if (reference.Kind == ReferenceKind.TaskResult && tasks[before[0]].Results.All(result => result.Value != reference.Result))
        {
            Report($"task {Quoted.Name(reference.Name)} declares no result {Quoted.Name(reference.Result)}", Suggestion.For(reference.Result, tasks[before[0]].Results.Select(result => result.Value)));
        }
        else
        {
            (_found.TryGetValue(task, out var known) ? known : _found[task] = [])[reference] = before;
        }

        void Report(string message, string? suggestion = null) => problems.Add(
            ExpressionPlace.Problem(subject.Length == 0 ? $"task {Quoted.Name(tasks[task].Id.Value)}" : subject, place, ExpressionError.At(reference, message)) with { Suggestion = suggestion, Source = tasks[task].Scope?.File.Source });
    }

    private bool IsBefore(int other, int task) => after[task].Contains(other) || Before(task).Contains(other);

    // Many instances of one matrix ask for the same name.
    private (IReadOnlyList<int> List, HashSet<int> Set) Meant(string name, TaskDefinition from)
    {
        var key = (from.Scope!.Prefix, name);
        if (!_meant.TryGetValue(key, out var meant))
        {
            var list = find(name, from);
            _meant[key] = meant = (list, [.. list]);
        }

        return meant;
    }

    private HashSet<int> Before(int task)
    {
        if (_last is not { } last || !ReferenceEquals(last.After, tasks[task].After))
        {
            var before = new HashSet<int>();
            var open = new Stack<int>([task]);
            while (open.TryPop(out var next))
            {
                foreach (var predecessor in after[next])
                {
                    if (before.Add(predecessor))
                    {
                        open.Push(predecessor);
                    }
                }
            }

            _last = last = (tasks[task].After, before);
        }

        return last.Before;
    }
}
