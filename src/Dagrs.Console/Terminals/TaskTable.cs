using System.Text;

namespace Dagrs.Console.Terminals;

/// <summary>A table of tasks or the like for people: one line each, in columns. Ids are never cut, so that they can be copied.</summary>
internal static class TaskTable
{
    private const int WidestColumn = 40; // a longer id or name shifts the rest of its own line only

    public static string Of(IReadOnlyCollection<Row> rows)
    {
        var ids = Width(rows.Select(row => row.Id));
        var names = Width(rows.Select(row => row.Name));
        var hasNames = rows.Any(row => row.Name.Length > 0);
        var text = new StringBuilder();
        foreach (var (id, name, summary) in rows)
        {
            text.Append($"{id.PadRight(ids)}  {(hasNames ? name.PadRight(names) + "  " : "")}{summary}".TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static int Width(IEnumerable<string> cells) => cells.Select(cell => cell.Length).Where(length => length <= WidestColumn).DefaultIfEmpty().Max();

    /// <summary>A line of the table; none of the texts contains a line break.</summary>
    /// <param name="Id">The id.</param>
    /// <param name="Name">The display name.</param>
    /// <param name="Summary">What it is.</param>
    public sealed record Row(string Id, string Name, string Summary);
}
