using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Files;

/// <summary>One path or pattern of what a task reads or writes, and where it stands in a file. It answers for paths alone and never looks at a disk.</summary>
internal sealed class PathPattern
{
    private readonly FilePattern _pattern;

    /// <param name="folder">The folder from which it counts: a full path.</param>
    /// <param name="text">What was written, with its values.</param>
    /// <param name="place">Where it stands.</param>
    public PathPattern(string folder, string text, Place place)
    {
        (Text, Place) = (text, place);
        _pattern = FilePatternParser.Parse(FilePatternParser.Folder(folder), text);
        Path = IsGlob ? Whole(_pattern) : _pattern.Root;
    }

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>Where it stands.</summary>
    public Place Place { get; }

    /// <summary>True when it takes files away.</summary>
    public bool IsTaken => _pattern.TakesAway;

    /// <summary>True when it may mean many paths; otherwise it is one, and all below that.</summary>
    public bool IsGlob => _pattern.Parts.Length > 0;

    /// <summary>The full path, or pattern of full paths, with <c>/</c> between names.</summary>
    public string Path { get; }

    /// <summary>The folder below which all is that it can mean; of a plain path the path itself.</summary>
    public string Beginning => _pattern.Root;

    /// <summary>True for a path that is another one, or stands below it.</summary>
    public static bool IsAtOrBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || folder.EndsWith('/') || path[folder.Length] == '/');

    /// <summary>True when it means this path, or all of a folder that has it.</summary>
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
