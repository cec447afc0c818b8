using Dagrs.Core.Model;
using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The command that shows what a page leaves out of a task's output: the task alone, once more.</summary>
internal static class Rerun
{
    /// <summary>A line for a shell; null where no file tells what to run.</summary>
    public static string? Of(RecordedRun run, RecordedTask task) =>
        run.File is null or "-" ? null : $"dagrs --yaml {Word(run.File)} --only {Word(task.Id)}";

    private static string Word(string text)
    {
        text = OneLine.Of(text);
        return text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or ':' or '=' or ',') ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
