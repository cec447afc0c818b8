using System.Buffers;

namespace Dagrs.Core.Yaml;

/// <summary>Finds the key in a text that was meant as a key and its value but is a single text in YAML. It knows no places.</summary>
internal static class KeySlip
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t:=\"'{[");

    /// <summary>How to fix the text so that it becomes a key and its value; null when it does not begin with one of the keys.</summary>
    public static string? In(string text, IEnumerable<string> keys)
    {
        var word = FirstWord(text);
        if (word.Length == text.Length || !keys.Contains(word))
        {
            return null;
        }

        var rest = text.AsSpan(word.Length);
        return rest switch
        {
            [':', ..] => $"a space is missing after '{word}:'",
            ['=', ..] or [' ', '=', ..] => $"'{word}' is followed by '='; write ': '",
            [' ' or '\t', ..] => $"a colon is missing after '{word}'",
            _ => null,
        };
    }

    /// <summary>The text up to the first character that cannot be in a key.</summary>
    public static string FirstWord(string text)
    {
        var end = text.AsSpan().IndexOfAny(Ends);
        return end < 0 ? text : text[..end];
    }
}
