using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Files;

/// <summary>One path or pattern that a task reads or writes, and its position in the file. It matches paths only and never looks at a disk.</summary>
internal sealed class PathPattern
{
    private readonly FilePattern _pattern;

    /// <param name="folder">Its base folder: a full path.</param>
    /// <param name="text">The pattern as written, with its values.</param>
    /// <param name="place">Its position.</param>
    public PathPattern(string folder, string text, Place place)
    {
        (Text, Place) = (text, place);
        _pattern = FilePatternParser.Parse(FilePatternParser.Folder(folder), text);
        Path = IsGlob ? Whole(_pattern) : _pattern.Root;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Its position.</summary>
    public Place Place { get; }

    /// <summary>True when it excludes files.</summary>
    public bool Excludes => _pattern.Excludes;

    /// <summary>True when it may match many paths; otherwise it is one path and all below it.</summary>
    public bool IsGlob => _pattern.Parts.Length > 0;

    /// <summary>The full path, or the pattern of full paths, with <c>/</c> as separator.</summary>
    public string Path { get; }

    /// <summary>The folder above all that it can match; for a plain path the path itself.</summary>
    public string Beginning => _pattern.Root;

    /// <summary>True for a path that equals another one or is below it.</summary>
    public static bool IsAtOrBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || folder.EndsWith('/') || path[folder.Length] == '/');

    /// <summary>True when it matches this path, or everything below it.</summary>
    public bool Matches(string path) => _pattern.Matches(path) || _pattern.MatchesAllBelow(path);

    private static string Whole(FilePattern pattern)
    {
        var path = new StringBuilder(pattern.Root);
        foreach (var part in pattern.Parts)
        {
            path.Append('/').Append(part.Name);
        }

        return path.Append(pattern.Reach == PatternReach.OnlyBelow ? "/**" : "").ToString();
    }
}
