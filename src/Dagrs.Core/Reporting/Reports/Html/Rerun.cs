using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The command that shows the complete output of a task, as long as the run is stored.</summary>
internal static class Rerun
{
    /// <summary>A shell command; null where the run came from no file.</summary>
    public static string? Of(RecordedRun run, RecordedTask task) =>
        run.File is null or "-" ? null : $"dagrs history --yaml {Word(run.File)} {Word(run.Id)} {Word(task.Id)}";

    private static string Word(string text)
    {
        text = OneLine.Of(text);
        return text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or ':' or '=' or ',') ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
