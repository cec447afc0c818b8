using System.Globalization;
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>The table of tasks in the summary of a GitHub step, as markdown that no name can break out of.</summary>
internal static class GitHubTable
{
    private const int MostRows = 500; // a summary holds 1 MiB at most; docs.github.com, "Adding a job summary"
    private const int LongestCell = 300; // characters
    private const string Special = "\\`*_[]|~$#"; // what a backslash keeps from being markdown

    public static string Of(RunReport report)
    {
        var results = report.Results.OrderBy(result => result.Task.Position).ToList();
        if (results.Count > MostRows)
        {
            results = [.. results.OrderBy(Rank).Take(MostRows)];
        }

        var table = new StringBuilder($"### dagrs: {RunSummary.CountsLine(report)}\n\n| task | state | time | why |\n| --- | --- | ---: | --- |\n");
        foreach (var result in results)
        {
            var why = result.State == TaskState.Succeeded ? "" : result.Reason?.Words ?? result.Outcome?.Words ?? "";
            var time = !result.State.WasStarted() ? "" : Times.Words(result.Duration);
            table.Append(CultureInfo.InvariantCulture, $"| {Cell(Titles.Of(result.Task))} | {result.State.Word()} | {time} | {Cell(why)} |\n");
        }

        if (report.Results.Count > MostRows)
        {
            table.Append(CultureInfo.InvariantCulture, $"\nand {report.Results.Count - MostRows} more tasks\n");
        }

        return table.Append('\n').ToString();
    }

    private static int Rank(TaskResult result) => result.State switch
    {
        TaskState.Failed or TaskState.TimedOut => 0,
        TaskState.Canceled or TaskState.FailedAllowed => 1,
        TaskState.NotRun => 2,
        _ => 3,
    };

    private static string Cell(string text)
    {
        var cell = new StringBuilder();
        foreach (var c in OneLine.Of(text, LongestCell))
        {
            _ = c switch
            {
                '<' => cell.Append("&lt;"),
                '>' => cell.Append("&gt;"),
                '&' => cell.Append("&amp;"),
                _ when Special.Contains(c) => cell.Append('\\').Append(c),
                _ => cell.Append(c),
            };
        }

        return cell.ToString();
    }
}
