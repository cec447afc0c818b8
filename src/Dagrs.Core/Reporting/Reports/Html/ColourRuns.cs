using System.Buffers;
using System.Text;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>Splits a task's output into runs of text of one style. All control sequences are consumed: the result is text and nothing else.</summary>
internal static class ColourRuns
{
    private const byte Escape = 0x1b;

    /// <summary>The style and text of each run, in order. Styles end with their line, as on the terminal.</summary>
    public static List<(string Style, string Text)> Of(ReadOnlySpan<byte> output)
    {
        var runs = new List<(string Style, string Text)>();
        var (text, safe) = (new StringBuilder(), new ArrayBufferWriter<byte>());
        var style = "";
        while (!output.IsEmpty)
        {
            var end = output.IndexOf((byte)'\n');
            var line = end < 0 ? output : output[..end];
            output = end < 0 ? default : output[(end + 1)..];
            safe.ResetWrittenCount();
            SafeText.Write(safe, SafeText.LastState(line), keepColours: true);
            AddLine(runs, text, ref style, safe.WrittenSpan);
            Change(runs, text, ref style, "");
            _ = end < 0 ? text : text.Append('\n');
        }

        Change(runs, text, ref style, "\n"); // any different style, to flush the last run
        return runs;
    }

    private static void AddLine(List<(string, string)> runs, StringBuilder text, ref string style, ReadOnlySpan<byte> line)
    {
        var look = default(TextStyle);
        while (!line.IsEmpty)
        {
            var plain = line.IndexOf(Escape);
            if (plain != 0)
            {
                text.Append(Encoding.UTF8.GetString(plain < 0 ? line : line[..plain]));
                line = plain < 0 ? default : line[plain..];
                continue;
            }

            var end = line.IndexOf((byte)'m'); // only colour sequences are left at this point
            look.Apply(line[2..end]);
            Change(runs, text, ref style, look.Words());
            line = line[(end + 1)..];
        }
    }

    private static void Change(List<(string, string)> runs, StringBuilder text, ref string style, string next)
    {
        if (style == next)
        {
            return;
        }

        if (text.Length > 0)
        {
            runs.Add((style, text.ToString()));
            text.Clear();
        }

        style = next;
    }
}
