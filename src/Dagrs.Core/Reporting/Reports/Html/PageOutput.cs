using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The tail of an output, as far as a page has space for it.</summary>
/// <param name="Runs">Its runs of one style.</param>
/// <param name="LeftOut">How many bytes before it are not in the page.</param>
internal sealed record PageOutput(IReadOnlyList<(string Style, string Text)> Runs, long LeftOut)
{
    /// <summary>True when the recorded run holds more of it.</summary>
    public bool IsStoredLonger { get; private init; }

    /// <summary>Begins at the start of a line if possible.</summary>
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

        return new(ColourRuns.Of(bytes[from..]), output.LeftOut + from) { IsStoredLonger = from > 0 || !output.IsAllThatIsStored };
    }
}
