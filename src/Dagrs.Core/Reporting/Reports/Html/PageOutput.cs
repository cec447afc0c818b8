using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The end of an output that a page has room for.</summary>
/// <param name="Runs">Its stretches of one style.</param>
/// <param name="LeftOut">How many bytes before it are not in the page.</param>
internal sealed record PageOutput(IReadOnlyList<(string Style, string Text)> Runs, long LeftOut)
{
    /// <summary>Begins with a whole line where there is one.</summary>
    public static PageOutput? Of(RecordedOutput? output, int most)
    {
        if (output is null)
        {
            return null;
        }

        var bytes = output.Bytes.Span;
        var from = bytes.Length <= most ? 0 : bytes.Length - most;
        if (from > 0 && bytes[(from - 1)..].IndexOf((byte)'\n') is >= 0 and var lineEnd && from + lineEnd < bytes.Length)
        {
            from += lineEnd;
        }

        return new(ColourRuns.Of(bytes[from..]), output.LeftOut + from);
    }
}
