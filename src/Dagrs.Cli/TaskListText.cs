using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Cli;

/// <summary>Tasks for people: a line each, in columns. Ids are whole, so that they can be copied; the rest is cut to fit.</summary>
internal static class TaskListText
{
    private const int WidestColumn = 40; // a longer id or name pushes the rest of its own line, and of no other
    private const int LongestName = 60;
    private const int LongestSummary = 120;

    public static string Of(TaskList list)
    {
        var rows = list.Tasks.Select(task => new Row(OneLine.Of(task.Id.Value), OneLine.Of(task.Name, LongestName), SummaryOf(task))).ToList();
        var ids = Width(rows.Select(row => row.Id));
        var names = Width(rows.Select(row => row.Name));
        var text = new StringBuilder();
        foreach (var (id, name, summary) in rows)
        {
            text.Append($"{id.PadRight(ids)}  {name.PadRight(names)}  {summary}".TrimEnd()).Append('\n');
        }

        AppendParameters(text, list.Parameters);
        return text.ToString();
    }

    private static void AppendParameters(StringBuilder text, IReadOnlyList<ParameterDefinition> parameters)
    {
        if (parameters.Count == 0)
        {
            return;
        }

        var rows = parameters.Select(parameter => new Row(OneLine.Of(parameter.Name.Value), ValueOf(parameter), OneLine.Of(parameter.Description ?? "", LongestSummary))).ToList();
        var names = Width(rows.Select(row => row.Id));
        var values = Width(rows.Select(row => row.Name));
        text.Append("\nparameters (--set NAME=VALUE):\n");
        foreach (var (name, value, description) in rows)
        {
            text.Append($"{name.PadRight(names)}  {value.PadRight(values)}  {description}".TrimEnd()).Append('\n');
        }
    }

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

    private static int Width(IEnumerable<string> cells) => cells.Select(cell => cell.Length).Where(length => length <= WidestColumn).DefaultIfEmpty().Max();

    private sealed record Row(string Id, string Name, string Summary);
}
