namespace Dagrs.Cli.Import.Make;

/// <summary>The functions of make whose result depends only on their arguments.</summary>
internal static class MakeFunctions
{
    /// <summary>The result; null: it is another function.</summary>
    public static string? Call(string function, IReadOnlyList<string> arguments)
    {
        var last = MakeText.Words(arguments[^1]);
        return (function, arguments.Count) switch
        {
            ("strip", 1) or ("sort", 1) => Join(function == "sort" ? last.Distinct().Order(StringComparer.Ordinal) : last),
            ("notdir", 1) => Join(last.Select(word => word[(word.LastIndexOf('/') + 1)..])),
            ("dir", 1) => Join(last.Select(word => word.LastIndexOf('/') is >= 0 and var slash ? word[..(slash + 1)] : "./")),
            ("basename", 1) => Join(last.Select(word => word.LastIndexOf('.') is var dot && dot > word.LastIndexOf('/') ? word[..dot] : word)),
            ("suffix", 1) => Join(last.Select(word => word.LastIndexOf('.') is var dot && dot > word.LastIndexOf('/') ? word[dot..] : "").Where(word => word.Length > 0)),
            ("firstword", 1) => last.FirstOrDefault(""),
            ("lastword", 1) => last.LastOrDefault(""),
            ("addprefix", 2) => Join(last.Select(word => arguments[0].Trim() + word)),
            ("addsuffix", 2) => Join(last.Select(word => word + arguments[0].Trim())),
            ("filter", 2) => Join(last.Where(word => MakeText.Words(arguments[0]).Any(pattern => Stem(pattern, word) is not null))),
            ("filter-out", 2) => Join(last.Where(word => MakeText.Words(arguments[0]).All(pattern => Stem(pattern, word) is null))),
            ("subst", 3) => arguments[0].Length == 0 ? arguments[2] : arguments[2].Replace(arguments[0], arguments[1], StringComparison.Ordinal),
            ("patsubst", 3) => Substitute(arguments[0].Trim(), arguments[1].Trim(), arguments[2]),
            _ => null,
        };
    }

    /// <summary>Replaces each word that matches a pattern by another pattern.</summary>
    public static string Substitute(string from, string to, string text) =>
        Join(MakeText.Words(text).Select(word => Stem(from, word) is { } stem ? Fill(to, stem) : word));

    /// <summary>The stem: what <c>%</c> matches in a word; null: the word does not match.</summary>
    public static string? Stem(string pattern, string word)
    {
        var percent = pattern.IndexOf('%', StringComparison.Ordinal);
        if (percent < 0)
        {
            return pattern == word ? "" : null;
        }

        var (head, tail) = (pattern[..percent], pattern[(percent + 1)..]);
        return word.Length >= head.Length + tail.Length && word.StartsWith(head, StringComparison.Ordinal) && word.EndsWith(tail, StringComparison.Ordinal)
            ? word[head.Length..(word.Length - tail.Length)]
            : null;
    }

    /// <summary>Inserts a stem into a pattern.</summary>
    public static string Fill(string pattern, string stem) =>
        pattern.IndexOf('%', StringComparison.Ordinal) is >= 0 and var percent ? $"{pattern[..percent]}{stem}{pattern[(percent + 1)..]}" : pattern;

    private static string Join(IEnumerable<string> words) => string.Join(' ', words);
}
