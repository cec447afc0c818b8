using System.Globalization;
using System.Text;

namespace Dagrs.Core.Reporting.Live;

/// <summary>
/// The number of terminal columns that a text takes. Terminals agree on ASCII and on wide characters. On much else (accented letters, Greek and
/// Cyrillic in East Asian settings, symbols, emoji sequences) they do not, so there are two answers. It knows no terminal.
/// </summary>
internal static class Columns
{
    /// <summary>The width in most terminals, for aligning texts.</summary>
    public static int Likely(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += IsMark(rune) ? 0 : IsWide(rune) ? 2 : 1;
        }

        return columns;
    }

    /// <summary>The longest prefix that fits in every terminal: doubtful characters count as two columns.</summary>
    public static string Cut(string text, int columns)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns -= Most(rune);
            if (columns < 0)
            {
                return text[..end];
            }

            end += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>The largest width in any terminal.</summary>
    public static int Most(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            columns += Most(rune);
        }

        return columns;
    }

    private static int Most(Rune rune)
    {
        const int makesWide = 0xFE0F; // the variation selector for emoji: a terminal may widen the character before it from one column to two
        return rune.Value switch
        {
            >= 0x20 and < 0x7F => 1,
            makesWide => 1,
            _ when IsMark(rune) => 0,
            >= 0x460 and < 0x1100 when !IsSpacingMark(rune) => 1, // from historic Cyrillic letters to Georgian: neither wide nor ambiguous
            _ => 2,
        };
    }

    private static bool IsMark(Rune rune) => rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private static bool IsSpacingMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark;

    // Blocks that are entirely or nearly wide.
    private static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) // leading Hangul Jamo
        or (>= 0x2E80 and <= 0xA4CF) // East Asian letters and punctuation
        or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7A3) // Hangul
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) // compatibility forms
        or (>= 0xFF01 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) // full width
        or (>= 0x16FE0 and <= 0x1B2FF) // Tangut, Kana
        or (>= 0x1F000 and <= 0x1FAFF) // emoji
        or (>= 0x20000 and <= 0x3FFFD);
}
