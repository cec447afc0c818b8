using System.Buffers;

namespace Dagrs.Core.Model;

/// <summary>
/// Parses a <see cref="FilePattern"/>. It removes <c>.</c>, <c>..</c> and redundant slashes lexically, so a link before <c>..</c> is not followed.
/// </summary>
internal static class FilePatternParser
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("*?[\\");

    /// <summary>Parses one pattern.</summary>
    /// <param name="folder">The base folder: a full path with <c>/</c> as separator and no trailing slash.</param>
    /// <param name="text">The text.</param>
    public static FilePattern Parse(string folder, string text)
    {
        if (IsOrdinary(text))
        {
            return new FilePattern(Join(folder, text), text, []) { Reach = PatternReach.AllBelowToo };
        }

        var excludes = text.StartsWith('!');
        var path = excludes ? text[1..] : text;
        path = OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
        var isFull = Path.IsPathRooted(path);
        var parts = Normal(isFull ? path : Join(folder, path), isFull ? 0 : folder.Length);
        var count = 0;
        while (count < parts.Count && parts[count].IsName)
        {
            count++;
        }

        var root = string.Join('/', parts[..count].ConvertAll(static part => part.Name));
        root = OperatingSystem.IsWindows() ? root : "/" + root;
        var rest = parts[count..];
        var reach = Reach(path, rest);
        return new FilePattern(root, Name(folder, root, isFull), [.. rest]) { Excludes = excludes, Reach = reach };
    }

    /// <summary>Escapes a text, so that the pattern matches this text only.</summary>
    public static string Literally(string text) => text.AsSpan().ContainsAny(Signs) || text.StartsWith('!')
        ? string.Concat(text.Select(static sign => sign is '*' or '?' or '[' or '!' || (sign == '\\' && !OperatingSystem.IsWindows()) ? $"[{sign}]" : sign.ToString()))
        : text;

    /// <summary>A folder in the form that patterns use as their base.</summary>
    public static string Folder(string folder)
    {
        var place = OperatingSystem.IsWindows() ? folder.Replace('\\', '/') : folder;
        return place.Length > 1 && place[^1] == '/' ? place.TrimEnd('/') : place;
    }

    /// <summary>Joins a path and a name below it.</summary>
    public static string Join(string folder, string name) => folder.Length == 0 ? name : folder.EndsWith('/') ? folder + name : $"{folder}/{name}";

    // Nearly all patterns of a large file are ordinary; each of them then costs a single string.
    private static bool IsOrdinary(string text) =>
        text.Length > 0 && text[0] is not ('/' or '!') && text[^1] is not ('/' or '.') && !text.AsSpan().ContainsAny(Signs)
        && !text.Contains("//", StringComparison.Ordinal) && !text.Contains("./", StringComparison.Ordinal) && !OperatingSystem.IsWindows();

    private static List<PatternPart> Normal(string path, int literalLength)
    {
        var parts = new List<PatternPart>();
        for (var at = 0; at < path.Length;)
        {
            var end = path.IndexOf('/', at) is >= 0 and var slash ? slash : path.Length;
            var name = path[at..end];
            if (name == "..")
            {
                parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            }
            else if (name is not ("" or ".") && !(name == "**" && parts.Count > 0 && parts[^1].IsAnyDepth))
            {
                parts.Add(Part(name, isLiteral: at < literalLength));
            }

            at = end + 1;
        }

        return parts;
    }

    // The base folder is literal, whatever characters its name contains.
    private static PatternPart Part(string name, bool isLiteral)
    {
        if (isLiteral || name == "**" || !name.AsSpan().ContainsAny(Signs))
        {
            return new(name, null);
        }

        var glob = new Glob(name);
        return glob.Literal() is { } literal and not "**" ? new(literal, null) : new(name, glob);
    }

    // A trailing '**' means everything below; it then no longer counts as a part.
    private static PatternReach Reach(string path, List<PatternPart> rest)
    {
        if (rest.Count == 0)
        {
            return PatternReach.AllBelowToo;
        }

        if (rest[^1].IsAnyDepth)
        {
            rest.RemoveAt(rest.Count - 1);
            return PatternReach.OnlyBelow;
        }

        return path.EndsWith('/') && !rest[^1].IsName ? PatternReach.OnlyBelow : rest[^1].IsName ? PatternReach.AllBelowToo : PatternReach.Itself;
    }

    private static string Name(string folder, string root, bool isFull)
    {
        if (root == folder)
        {
            return "";
        }

        var start = folder.EndsWith('/') ? folder.Length : folder.Length + 1;
        return root.StartsWith(folder, StringComparison.Ordinal) && root.Length > start && root[start - 1] == '/' ? root[start..]
            : isFull ? root
            : Path.GetRelativePath(folder, root).Replace('\\', '/');
    }
}
