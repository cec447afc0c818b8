using System.Globalization;
using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>A table of tasks in Markdown that no name can break out of. When not all fit, the most important ones stay.</summary>
internal static class MarkdownTable
{
    private const int MostRows = 500;
    private const int LongestCell = 300; // characters
    private const string Head = "| task | state | time | why |\n| --- | --- | ---: | --- |\n";
    private const int RoomForMore = 50; // bytes

    /// <param name="rows">The rows, in display order.</param>
    /// <param name="mostBytes">The most bytes that it may take.</param>
    public static string Of(IReadOnlyList<MarkdownRow> rows, int mostBytes)
    {
        var table = new StringBuilder(Head);
        var (left, shown) = (mostBytes - Head.Length - RoomForMore, 0);
        foreach (var row in rows.Count <= MostRows ? rows : [.. rows.OrderBy(Rank).Take(MostRows)])
        {
            var time = row.State.WasStarted() ? Times.Words(row.Duration) : "";
            var line = $"| {MarkdownText.Escape(row.Title, LongestCell)} | {row.State.Word()} | {time} | {MarkdownText.Escape(row.Why, LongestCell)} |\n";
            if ((left -= Encoding.UTF8.GetByteCount(line)) < 0)
            {
                break;
            }

            table.Append(line);
            shown++;
        }

        if (rows.Count > shown)
        {
            table.Append(CultureInfo.InvariantCulture, $"\nand {rows.Count - shown} more tasks\n");
        }

        return table.ToString();
    }

    private static int Rank(MarkdownRow row) => row.State switch
    {
        TaskState.Failed or TaskState.TimedOut => 0,
        TaskState.Canceled or TaskState.FailedAllowed => 1,
        TaskState.NotRun => 2,
        _ => 3,
    };
}
