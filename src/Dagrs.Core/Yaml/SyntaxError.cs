using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Translates errors of the YAML parser for people: the probable mistake, at the line where it was made, and how to fix it. For an unknown
/// mistake, it describes the place at which the parser gave up.
/// </summary>
internal static class SyntaxError
{
    private const string Lead = "not valid YAML: ";
    private const int LongestLookedThrough = 1024 * 1024; // bytes; the data kept per line takes about 60 times as much

    /// <param name="wrong">The exception of the parser.</param>
    /// <param name="text">The whole text, UTF-8.</param>
    /// <param name="last">The place of the last valid token.</param>
    public static Problem Of(Exception wrong, ReadOnlySpan<byte> text, Place last)
    {
        // For a tab the parser reports no place.
        var message = wrong is YamlException ? wrong.Message : "";
        if (message.Contains(" tab ", StringComparison.Ordinal) && TabFrom(last.Line, text) is { } tab)
        {
            return Problem(tab, "a tab cannot indent; use spaces");
        }

        var place = wrong is YamlException { Start: { Line: > 0 } start } ? new((int)start.Line, Math.Max(1, (int)start.Column), 0) : last;
        var found = text.Length <= LongestLookedThrough ? SlipFinder.Find(message, text, place, isPlaceKnown: place != last) : null;
        if (found is { } slip)
        {
            return Problem(slip.Place, slip.Words);
        }

        return message.Length == 0
            ? new(ProblemCode.Syntax, place, "not valid YAML after this point")
            : Problem(place, ParserWords.Of(message));
    }

    private static Problem Problem(Place place, string words) => new(ProblemCode.Syntax, place, Lead + words);

    /// <summary>The first tab in the indentation of a line, from this line on.</summary>
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
}
