using System.Text;

namespace Dagrs.Console.Terminals;

/// <summary>Tasks and their like for people: a line each, in columns. Ids are whole, so that they can be copied.</summary>
internal static class TaskTable
{
    private const int WidestColumn = 40; // a longer id or name pushes the rest of its own line, and of no other

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

    /// <summary>A line of it; none of the texts has a line break.</summary>
    /// <param name="Id">What is typed.</param>
    /// <param name="Name">What people read.</param>
    /// <param name="Summary">What it is.</param>
    public sealed record Row(string Id, string Name, string Summary);
}
