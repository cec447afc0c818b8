using System.Text;
using System.Text.RegularExpressions;

namespace Dagrs.Core.Tests.State.Files;

/// <summary>The rules of patterns for files, written from the format's description: regular expressions over the names of a whole tree. It knows nothing of the code.</summary>
internal static class FileModel
{
    private const string Name = @"(?!\.git(?:/|$))[^/]+";

    /// <summary>What patterns mean among the files and empty folders of a tree.</summary>
    public static List<string> Find(IReadOnlyList<string> files, IReadOnlyList<string> emptyFolders, string[] patterns, string[]? without) =>
        [.. files.Where(file => IsMeant(file, patterns, Whole) && !(without is not null && IsMeant(file, without, Whole)))
            .Concat(emptyFolders.Where(folder => IsMeant(folder, patterns, Below) && !(without is not null && IsMeant(folder, without, Below))))
            .OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create((first, second) => first.AsSpan().SequenceCompareTo(second)))];

    private static bool IsMeant(string path, string[] patterns, Func<string, string?> regex) =>
        patterns.LastOrDefault(pattern => regex(pattern.TrimStart('!')) is { } text && Regex.IsMatch(path, $"^(?:{text})$")) is { } last && !last.StartsWith('!');

    private static string Whole(string pattern) => IsWild(pattern.Split('/')[^1]) ? Text(pattern) : $"{Text(pattern)}(?:/{Name})*";

    // Null: the pattern means files only.
    private static string? Below(string pattern) => pattern.Split('/')[^1] switch
    {
        "**" => pattern == "**" ? $"{Name}(?:/{Name})*" : $"{Text(pattern[..^3])}(?:/{Name})*",
        var last => IsWild(last) ? null : Whole(pattern),
    };

    private static bool IsWild(string name) => name.IndexOfAny(['*', '?', '[']) >= 0;

    private static string Text(string pattern)
    {
        var names = pattern.Split('/');
        var text = new StringBuilder();
        for (var i = 0; i < names.Length; i++)
        {
            var isLast = i == names.Length - 1;
            text.Append(names[i] == "**" ? isLast ? $"{Name}(?:/{Name})*" : $"(?:{Name}/)*" : One(names[i]) + (isLast ? "" : "/"));
        }

        return text.ToString();
    }

    private static string One(string name)
    {
        if (!IsWild(name))
        {
            return Regex.Escape(name);
        }

        const string pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
        const string single = @"[^/\uD800-\uDFFF]";
        var text = Regex.Escape(name).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", $"(?:{pair}|{single})", StringComparison.Ordinal);
        return @"(?!\.git(?:/|$))" + Regex.Replace(text, @"\\\[(!?)([a-z])-([a-z])\]", set => set.Groups[1].Length > 0 ? $"(?:{pair}|(?![{set.Groups[2]}-{set.Groups[3]}]){single})" : $"[{set.Groups[2]}-{set.Groups[3]}]");
    }
}
