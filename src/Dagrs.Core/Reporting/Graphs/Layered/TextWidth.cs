using System.Globalization;
using System.Text;

namespace Dagrs.Core.Reporting.Graphs.Layered;

/// <summary>Estimates the width of a text in an unknown font: as in the widest of the usual ones (DejaVu Sans, Verdana).</summary>
internal static class TextWidth
{
    /// <param name="text">One line.</param>
    /// <param name="size">The font size.</param>
    public static double Of(string text, double size) => text.EnumerateRunes().Sum(Ems) * size;

    /// <summary>As much of the text as fits, cut between grapheme clusters, with an ellipsis where something is missing.</summary>
    public static string Cut(string text, double size, double most)
    {
        if (Of(text, size) <= most)
        {
            return text;
        }

        var cut = new StringBuilder();
        var left = most - Of("…", size);
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            var element = elements.GetTextElement();
            if ((left -= Of(element, size)) < 0)
            {
                break;
            }

            cut.Append(element);
        }

        return cut.ToString().TrimEnd() + "…";
    }

    private static double Ems(Rune rune) => rune.Value switch
    {
        ' ' or 'i' or 'j' or 'l' or 'I' or '\'' or '.' or ',' or ':' or ';' or '|' or '!' or '(' or ')' or '[' or ']' or 'f' or 't' or 'r' or '/' or '\\' => 0.43,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' => 1.02,
        < 128 when Rune.IsUpper(rune) => 0.77,
        < 128 => 0.65,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        (>= 0x1100 and <= 0x11ff) or (>= 0x2e80 and <= 0xd7ff) or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) => 1.1,
        >= 0x10000 or (>= 0x2190 and <= 0x2bff) => 1.4,
        _ => 0.85,
    };
}
