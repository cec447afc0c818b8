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

    public static string Of(IReadOnlyList<TaskDefinition> tasks)
    {
        var rows = tasks.Select(task => new Row(OneLine.Of(task.Id.Value), OneLine.Of(task.Name, LongestName), SummaryOf(task))).ToList();
        var ids = Width(rows.Select(row => row.Id));
        var names = Width(rows.Select(row => row.Name));
        var text = new StringBuilder();
        foreach (var (id, name, summary) in rows)
        {
            text.Append($"{id.PadRight(ids)}  {name.PadRight(names)}  {summary}".TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string SummaryOf(TaskDefinition task)
    {
        var tags = string.Concat(task.Tags.Select(tag => $"[{OneLine.Of(tag.Value, LongestName)}] "));
        return tags + OneLine.Of(task.Summary ?? "", LongestSummary);
    }

    private static int Width(IEnumerable<string> cells) => cells.Select(cell => cell.Length).Where(length => length <= WidestColumn).DefaultIfEmpty().Max();

    private sealed record Row(string Id, string Name, string Summary);
}
