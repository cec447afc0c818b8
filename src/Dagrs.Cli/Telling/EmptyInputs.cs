using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Telling;

/// <summary>Finds outputs and results that a task of the run uses and that stay empty, because the task that would give them is not in the run.</summary>
internal static class EmptyInputs
{
    private const int MostNamed = 5;

    /// <summary>Warns about them once, by name. Those left out by <c>--skip</c> are in the log.</summary>
    public static void Tell(Selected selected)
    {
        if (selected.LeftOut.Count == 0)
        {
            return;
        }

        var silent = selected.LeftOut.Where(task => task.Reason != LeftOutReason.Skipped).Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        var empty = selected.Dag.Tasks.SelectMany(task => OutputsIn(task, silent).Concat(ResultsIn(task, silent))).ToList();
        if (empty.Count > 0)
        {
            var more = empty.Count > MostNamed ? $" and {empty.Count - MostNamed} more" : "";
            StandardError.Warn($"left-out tasks have no output: {string.Join(", ", empty.Take(MostNamed))}{more}");
        }
    }

    private static IEnumerable<string> OutputsIn(TaskNode task, HashSet<string> silent)
    {
        if (task is not { Work: Work.Execute(Command.Shell shell), Inputs: { } inputs } || !shell.UsesArguments)
        {
            return [];
        }

        return inputs.Index()
            .Where(input => silent.Contains(input.Item.Id) && shell.MaySeeArgument(input.Index + 1))
            .Select(input => $"${input.Index + 1} of '{OneLine.Of(task.Id)}' is empty without '{OneLine.Of(input.Item.Id)}'");
    }

    private static IEnumerable<string> ResultsIn(TaskNode task, HashSet<string> silent) => (task.Spec?.Late?.EmptyResults ?? [])
        .Where(result => silent.Contains(result.Task))
        .Select(result => $"result '{OneLine.Of(result.Result)}' in '{OneLine.Of(task.Id)}' is empty without '{OneLine.Of(result.Task)}'");
}
