using System.Diagnostics;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Reporting.Reports.Html;

/// <summary>The page in a browser, by clicks and keys. The checks themselves are in a script, since a browser is driven from there.</summary>
public sealed class HtmlPageTests(Pages pages) : IClassFixture<Pages>
{
    public static TheoryData<string> Checks =>
    [
        "a click on a column sorts by it", "the filter keeps what matches", "keys alone lead everywhere", "f goes from failure to failure", "a task tells all about itself",
        "colours stand where they were written", "what did not run says why", "5,000 tasks are few elements", "hostile names and outputs run nothing", "there is no serious finding of axe",
        "without a script the page tells the most important things", "without script and style too", "the timeline is zoomed and opens tasks", "the graph shows ways in and out", "the address brings everything back",
        "times are in the words of the terminal", "all rows are printed", "it asks for nothing from anywhere", "it fits a telephone", "unusual runs have their pages",
    ];

    [LongBrowserTheory]
    [MemberData(nameof(Checks))]
    public async Task In_a_browser(string check) => Assert.Equal("", await RunAsync(check));

    private async Task<string> RunAsync(string check)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tests", "tools", "check-report.mjs"), pages.Folder, check]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return await output + await error + (process.ExitCode == 0 ? "" : $"exit code {process.ExitCode}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
