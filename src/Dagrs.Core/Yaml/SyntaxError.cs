using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core;

namespace Dagrs.Core.Yaml;

/// <summary>What the parser of YAML complains of, in our words: with the place, and with the mend where there is one.</summary>
internal static class SyntaxError
{
    private static readonly (string Part, string Mend)[] Mends =
    [
        ("scanning a plain scalar value, found invalid mapping", "put a text with ': ' in it in quotes"),
        ("cannot start any token", "put a text that begins so in quotes"),
    ];

    /// <param name="wrong">What the parser threw.</param>
    /// <param name="text">The whole text, UTF-8.</param>
    /// <param name="last">The place of the last thing that was right.</param>
    public static Problem Of(YamlException wrong, ReadOnlySpan<byte> text, Place last)
    {
        // For a tab the parser tells no place.
        if (wrong.Message.Contains(" tab ", StringComparison.Ordinal) && TabFrom(last.Line, text) is { } tab)
        {
            return new(ProblemCode.Syntax, tab, "not valid YAML: a tab cannot indent; use spaces");
        }

        var (line, column) = ((int)wrong.Start.Line, (int)wrong.Start.Column);
        var mend = Mends.FirstOrDefault(mend => wrong.Message.Contains(mend.Part, StringComparison.Ordinal)).Mend;
        var words = Words(wrong.Message) + (mend is null ? "" : "; " + mend);
        return new(ProblemCode.Syntax, line > 0 ? new(line, Math.Max(1, column), 0) : last, "not valid YAML: " + words);
    }

    /// <summary>The first tab before the first word of a line, from this line on.</summary>
    private static Place? TabFrom(int first, ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            var indent = line[..^line.TrimStart(" \t"u8).Length];
            if (++number >= first && indent.IndexOf((byte)'\t') is >= 0 and var tab && indent.Length < line.TrimEnd((byte)'\r').Length)
            {
                return new(number, tab + 1, indent.Length + 1);
            }
        }

        return null;
    }

    private static string Words(string message)
    {
        var words = message.Trim().TrimEnd('.', '!').Replace("  ", " ", StringComparison.Ordinal);
        return words.Length > 1 && char.IsLower(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }
}
