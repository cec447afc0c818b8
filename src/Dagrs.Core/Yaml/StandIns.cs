using System.Text;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Hides U+0085, U+2028 and U+2029 from the parser, which treats them as line breaks like YAML 1.1; in YAML 1.2 they are ordinary
/// characters. Each is replaced by a lone low surrogate, which no UTF-8 text contains. It does not know where texts come from.
/// </summary>
internal static class StandIns
{
    private const char First = '\uDC00';
    private const string Hidden = "\u0085\u2028\u2029";

    private static readonly byte[][] HiddenBytes = [.. Hidden.Select(character => Encoding.UTF8.GetBytes([character]))];

    /// <summary>True for a text that contains one of these characters.</summary>
    public static bool AreNeededFor(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf(HiddenBytes[0]) >= 0 || utf8.IndexOf(HiddenBytes[1]) >= 0 || utf8.IndexOf(HiddenBytes[2]) >= 0;

    /// <summary>Replaces these characters by their stand-ins.</summary>
    public static void Hide(Span<char> text)
    {
        foreach (ref var character in text)
        {
            character = Hide(character);
        }
    }

    /// <inheritdoc cref="Hide(Span{char})"/>
    public static char Hide(char character) => Hidden.IndexOf(character) is >= 0 and var index ? (char)(First + index) : character;

    /// <summary>Restores the text as it was written.</summary>
    public static string Show(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsStandIn(text, i))
            {
                return ShowFrom(text, i);
            }
        }

        return text;
    }

    private static string ShowFrom(string text, int first) => string.Create(text.Length, (text, first), static (shown, state) =>
    {
        state.text.CopyTo(shown);
        for (var i = state.first; i < shown.Length; i++)
        {
            if (IsStandIn(state.text, i))
            {
                shown[i] = Hidden[state.text[i] - First];
            }
        }
    });

    // A low surrogate after a high one is part of a character: an escape such as "\ud83d\udc00".
    private static bool IsStandIn(string text, int at) => text[at] is >= First and < (char)(First + 3) && (at == 0 || !char.IsHighSurrogate(text[at - 1]));
}
