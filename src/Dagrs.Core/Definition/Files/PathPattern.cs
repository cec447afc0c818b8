using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Files;

/// <summary>One path or pattern of what a task reads or writes, as a full path. It answers for paths alone and never looks at a disk.</summary>
internal sealed class PathPattern
{
    private const string AnyDepth = "**";

    private readonly int _literal; // so many characters of the path are no pattern, whatever they are
    private string[]? _names; // null as long as nobody asked
    private Glob?[]? _globs;

    /// <param name="folder">The folder from which it counts: a full path.</param>
    /// <param name="text">What was written, with its values.</param>
    /// <param name="place">Where it stands.</param>
    public PathPattern(string folder, string text, Place place)
    {
        IsTaken = text.StartsWith('!');
        Text = text;
        Place = place;
        var path = WithoutAll(IsTaken ? text[1..] : text);
        IsGlob = Glob.IsGlob(path);
        (Path, _literal) = IsSimple(path) ? (folder.EndsWith('/') ? folder + path : $"{folder}/{path}", folder.Length) : Full(folder, path);
    }

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <summary>Where it stands.</summary>
    public Place Place { get; }

    /// <summary>True when it takes files away.</summary>
    public bool IsTaken { get; }

    /// <summary>True when it may mean many paths; otherwise it is one, and all below that.</summary>
    public bool IsGlob { get; }

    /// <summary>The full path, or pattern of full paths, with <c>/</c> between names.</summary>
    public string Path { get; }

    /// <summary>The folder below which all is that it can mean.</summary>
    public string Beginning
    {
        get
        {
            if (!IsGlob)
            {
                return Path;
            }

            var glob = Math.Min(_literal, Path.Length);
            glob += Math.Max(Path.AsSpan(glob).IndexOfAny('*', '?', '['), 0);
            var end = glob == 0 ? 0 : Path.LastIndexOf('/', glob - 1);
            return end <= 0 ? "/" : Path[..end];
        }
    }

    /// <summary>True for a path that is another one, or stands below it.</summary>
    public static bool IsAtOrBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || folder.EndsWith('/') || path[folder.Length] == '/');

    /// <summary>True when it means this path, or all of a folder that the path is in.</summary>
    public bool Matches(string path)
    {
        if (!IsGlob)
        {
            return IsAtOrBelow(path, Path);
        }

        if (_names is null)
        {
            var literals = Names(Path[..Math.Min(_literal, Path.Length)]).Length;
            _names = Names(Path);
            _globs = new Glob?[_names.Length];
            for (var i = literals; i < _names.Length; i++)
            {
                _globs[i] = Glob.IsGlob(_names[i]) && _names[i] != AnyDepth ? new Glob(_names[i]) : null;
            }
        }

        return Fits(Names(path));
    }

    // What a folder holds is what is meant by the folder.
    private static string WithoutAll(string text) => text switch
    {
        "**" or "**/*" => ".",
        [_, .., '/', '*', '*', '/', '*'] => text[..^5],
        [_, .., '/', '*', '*'] => text[..^3],
        _ => text,
    };

    private static bool IsSimple(string text) => text.Length > 0 && text[0] is not ('/' or '.') && text[^1] != '/'
        && !text.Contains("/.", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal) && !OperatingSystem.IsWindows();

    private static (string Path, int Literal) Full(string folder, string text)
    {
        var start = folder;
        while (text.StartsWith("../", StringComparison.Ordinal) || text.StartsWith("./", StringComparison.Ordinal))
        {
            start = text[1] == '.' ? System.IO.Path.GetDirectoryName(start) ?? start : start;
            text = text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..].TrimStart('/');
        }

        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(System.IO.Path.Combine(start, text)));
        var literal = System.IO.Path.IsPathRooted(text) ? 0 : start.Length;
        return (OperatingSystem.IsWindows() ? full.Replace('\\', '/') : full, literal);
    }

    private static string[] Names(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    // A row for each name of the pattern: how many names of the path are used up so far. What is taken away is all below a match.
    private bool Fits(string[] names)
    {
        var fits = new bool[names.Length + 1];
        fits[0] = true;
        for (var i = 0; i < _names!.Length; i++)
        {
            var next = new bool[names.Length + 1];
            if (_names[i] == AnyDepth)
            {
                var any = false;
                for (var at = 0; at <= names.Length; at++)
                {
                    next[at] = any |= fits[at];
                }
            }
            else
            {
                for (var at = 0; at < names.Length; at++)
                {
                    next[at + 1] = fits[at] && (_globs![i]?.Matches(names[at]) ?? _names[i] == names[at]);
                }
            }

            fits = next;
        }

        return IsTaken ? Array.IndexOf(fits, value: true) >= 0 : fits[names.Length];
    }
}
