namespace Dagrs.Core.Model;

/// <summary>
/// File patterns in order: a path, a folder (with everything below it), or a glob of <c>*</c>, <c>?</c>, <c>[...]</c> within a name and <c>**</c> for
/// any number of folders. <c>!</c> excludes, and the last match wins. A glob whose last name has a wildcard matches files only. <c>.git</c> matches
/// only where a pattern names it. Immutable; it does not look for files.
/// </summary>
internal sealed class FilePatterns
{
    private readonly FilePattern[] _patterns;

    private FilePatterns(string folder, FilePattern[] patterns) => (Folder, _patterns) = (folder, patterns);

    /// <summary>The base folder of the patterns: a full path.</summary>
    public string Folder { get; }

    public ReadOnlySpan<FilePattern> Patterns => _patterns;

    /// <summary>The plain paths that do not exclude, as full paths.</summary>
    public IReadOnlyList<string> Literals
    {
        get
        {
            var literals = new List<string>();
            foreach (var pattern in _patterns)
            {
                if (pattern is { IsLiteral: true, Excludes: false })
                {
                    literals.Add(pattern.Root);
                }
            }

            return literals;
        }
    }

    /// <summary>Parses the patterns.</summary>
    /// <param name="folder">Their base folder, a full path.</param>
    /// <param name="patterns">The texts.</param>
    public static FilePatterns Of(string folder, IReadOnlyList<string> patterns)
    {
        var place = FilePatternParser.Folder(folder);
        var all = new FilePattern[patterns.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = FilePatternParser.Parse(place, patterns[i]);
        }

        return new FilePatterns(place, all);
    }

    /// <summary>Whether a file with this full path matches, provided that it exists and no link is in the way.</summary>
    public bool Covers(ReadOnlySpan<char> path)
    {
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (_patterns[i].Matches(path))
            {
                return !_patterns[i].Excludes;
            }
        }

        return false;
    }

    /// <summary>Whether everything below a folder matches, so that the folder itself does too, even when empty.</summary>
    public bool CoversAllBelow(ReadOnlySpan<char> folder)
    {
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (_patterns[i].MatchesAllBelow(folder))
            {
                return !_patterns[i].Excludes;
            }
        }

        return false;
    }

    /// <summary>Whether every file below a folder matches, whatever its name.</summary>
    public bool CoversEverythingBelow(ReadOnlySpan<char> folder)
    {
        for (var i = _patterns.Length - 1; i >= 0 && !_patterns[i].Excludes; i--)
        {
            if (_patterns[i].MatchesAllBelow(folder))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The literal start of the pattern that matches a path or everything below it; null when none does.</summary>
    public string? BeginningOf(ReadOnlySpan<char> path)
    {
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (!_patterns[i].Excludes && (_patterns[i].Matches(path) || _patterns[i].MatchesAllBelow(path)))
            {
                return _patterns[i].Root;
            }
        }

        return null;
    }

    /// <summary>True when a later pattern excludes everything below a folder, so that this pattern need not be searched for there.</summary>
    public bool IsExcludedAfter(int pattern, ReadOnlySpan<char> folder)
    {
        for (var i = pattern + 1; i < _patterns.Length; i++)
        {
            if (_patterns[i].Excludes && _patterns[i].MatchesAllBelow(folder))
            {
                return true;
            }
        }

        return false;
    }
}
