using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>The table of tasks in GitHub's job summary.</summary>
internal static class GitHubTable
{
    private const int MostBytes = 900_000; // a summary over 1 MiB is not shown at all; docs.github.com, "Adding a job summary"

    public static string Of(RunReport report)
    {
        var heading = $"### dagrs: {RunSummary.CountsLine(report)}\n\n";
        return heading + MarkdownTable.Of([.. report.Results.OrderBy(result => result.Task.Position).Select(Row)], MostBytes - heading.Length) + "\n";
    }

    private static MarkdownRow Row(TaskResult result)
    {
        var why = result.State == TaskState.Succeeded ? "" : result.Reason?.Words ?? result.Outcome?.Words ?? "";
        return new(Titles.Of(result.Task), result.State, result.Duration, why);
    }
}
