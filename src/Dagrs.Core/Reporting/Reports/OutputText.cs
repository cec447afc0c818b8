using System.Text;
using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>
/// A task's output as text for XML: lines as a terminal would finally show them, without colours and other control sequences. It knows no document.
/// </summary>
internal static class OutputText
{
    private const int FarFromALine = 1000; // the most characters dropped in order to begin with a whole line

    /// <summary>How many bytes the complete output takes in a document.</summary>
    public static int SizeOf(RecordedOutput output)
    {
        var size = 0;
        foreach (var rune in Of(output).EnumerateRunes())
        {
            size += XmlText.SizeOf(rune);
        }

        return size;
    }

    /// <summary>Its tail, from the start of a line where one is near, and whether that is the complete output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="most">How many bytes it may take in a document.</param>
    public static (string Text, bool IsWhole) EndOf(RecordedOutput output, int most)
    {
        var text = Of(output);
        var start = text.Length;
        while (start > 0)
        {
            Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out var rune, out var length);
            if ((most -= XmlText.SizeOf(rune)) < 0)
            {
                var line = text.IndexOf('\n', start, Math.Min(FarFromALine, text.Length - start));
                return (text[(line < 0 ? start : line + 1)..], false);
            }

            start -= length;
        }

        return (text, output.LeftOut == 0);
    }

    private static string Of(RecordedOutput output)
    {
        var text = new StringBuilder(output.Bytes.Length);
        var bytes = output.Bytes.Span;
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            text.Append(SafeText.WithoutSequences(SafeText.LastState(end < 0 ? bytes : bytes[..end]))).Append(end < 0 ? "" : "\n");
            bytes = end < 0 ? default : bytes[(end + 1)..];
        }

        return text.ToString();
    }
}
