using System.Globalization;
using System.Text;

namespace Dagrs.Core.Model;

/// <summary>Makes any text fit on one line of a terminal: no control sequences, no line breaks, limited length.</summary>
internal static class OneLine
{
    /// <summary>The text with control and format characters escaped, cut in the middle when it is longer than <paramref name="longest"/>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">The most characters to keep.</param>
    public static string Of(string text, int longest = int.MaxValue)
    {
        text = SecretValues.OfProgram?.Apply(text) ?? text; // mask first: a secret that is cut or escaped is no longer found
        if (text.Length > longest)
        {
            var half = (longest - 3) / 2;
            var head = text.AsSpan(0, half);
            var tail = text.AsSpan(text.Length - half);
            head = head is [.., var last] && char.IsHighSurrogate(last) ? head[..^1] : head;
            tail = tail is [var first, ..] && char.IsLowSurrogate(first) ? tail[1..] : tail;
            text = string.Concat(head, "...", tail);
        }

        return Escaped(text);
    }

    /// <summary>The text with control and format characters escaped.</summary>
    internal static string Escaped(string text)
    {
        foreach (var character in text)
        {
            if (IsUnsafe(character))
            {
                return Escape(text);
            }
        }

        return text;
    }

    // Bidirectional overrides reorder the text after them on the screen, so they count as control characters here.
    internal static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(string text)
    {
        var line = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && IsUnsafe((char)rune.Value))
            {
                line.Append(rune.Value switch
                {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                });
            }
            else
            {
                line.Append(rune);
            }
        }

        return line.ToString();
    }
}
