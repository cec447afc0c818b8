using Dagrs.Console.Terminals;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Commands;

/// <summary>The tasks and parameters of a file, for people.</summary>
internal static class TaskListText
{
    private const int LongestName = 60;
    private const int LongestSummary = 120;

    public static string Of(TaskList list) =>
        TaskTable.Of([.. list.Tasks.Select(RowOf)]) + (list.Parameters.Count == 0 ? "" : "\nparameters (--set NAME=VALUE):\n" + TaskTable.Of([.. list.Parameters.Select(RowOf)]));

    private static TaskTable.Row RowOf(TaskDefinition task) => new(OneLine.Of(task.Id.Value), OneLine.Of(task.Name, LongestName), SummaryOf(task));

    private static TaskTable.Row RowOf(ParameterDefinition parameter) => new(OneLine.Of(parameter.Name.Value), ValueOf(parameter), OneLine.Of(parameter.Description ?? "", LongestSummary));

    private static string ValueOf(ParameterDefinition parameter)
    {
        var value = parameter.Default is { } known ? $"default '{OneLine.Of(known.Value.Text, LongestName)}'" : parameter.Variable is { } variable ? $"required, or {OneLine.Of(variable, LongestName)}" : "required";
        return parameter.Choices.Count == 0 ? value : $"{value}, of {OneLine.Of(string.Join(", ", parameter.Choices.Select(choice => choice.Value)), LongestSummary)}";
    }

    private static string SummaryOf(TaskDefinition task)
    {
        var matrix = task.Instance is { } instance ? $"[{string.Join(",", instance.Family.Keys)}] " : "";
        var tags = (task.Settings.Service is null ? "" : "(service) ") + matrix + string.Concat(task.Tags.Select(tag => $"[{OneLine.Of(tag.Value, LongestName)}] "));
        return tags + OneLine.Of(task.Summary ?? "", LongestSummary);
    }
}
