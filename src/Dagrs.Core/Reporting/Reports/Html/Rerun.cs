using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The command that shows what a page leaves out of a task's output, where the run is remembered.</summary>
internal static class Rerun
{
    /// <summary>A line for a shell; null where no file tells what to run.</summary>
    public static string? Of(RecordedRun run, RecordedTask task) =>
        run.File is null or "-" ? null : $"dagrs history --yaml {Word(run.File)} {Word(run.Id)} {Word(task.Id)}";

    private static string Word(string text)
    {
        text = OneLine.Of(text);
        return text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or ':' or '=' or ',') ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
