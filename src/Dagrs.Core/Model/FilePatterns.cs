namespace Dagrs.Core.Model;

/// <summary>
/// Patterns for files in their order: a path, a folder (all below it), or a glob of <c>*</c>, <c>?</c>, <c>[...]</c> within a name and <c>**</c> for any number of
/// folders. <c>!</c> takes away, and the last one that matches counts. A glob whose last name has a wildcard means files only. What is called <c>.git</c>
/// is meant only where a pattern says its name. Immutable; it looks for no file.
/// </summary>
internal sealed class FilePatterns
{
    private readonly FilePattern[] _patterns;

    private FilePatterns(string folder, FilePattern[] patterns) => (Folder, _patterns) = (folder, patterns);

    /// <summary>Where the patterns count from: a full path.</summary>
    public string Folder { get; }

    public ReadOnlySpan<FilePattern> Patterns => _patterns;

    /// <summary>The plain paths among them that do not take away, as full paths.</summary>
    public IReadOnlyList<string> Literals
    {
        get
        {
            var literals = new List<string>();
            foreach (var pattern in _patterns)
            {
                if (pattern is { IsLiteral: true, TakesAway: false })
                {
                    literals.Add(pattern.Root);
                }
            }

            return literals;
        }
    }

    /// <summary>The patterns of texts.</summary>
    /// <param name="folder">The full path from which they count.</param>
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

    /// <summary>Whether a file of that full path is meant, if there is one and no link stands in the way.</summary>
    public bool Covers(ReadOnlySpan<char> path)
    {
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (_patterns[i].Matches(path))
            {
                return !_patterns[i].TakesAway;
            }
        }

        return false;
    }

    /// <summary>Whether all that is below a folder is meant, so that the folder itself is, when there is nothing in it.</summary>
    public bool CoversAllBelow(ReadOnlySpan<char> folder)
    {
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (_patterns[i].MatchesAllBelow(folder))
            {
                return !_patterns[i].TakesAway;
            }
        }

        return false;
    }

    /// <summary>Whether every file below a folder is meant, whatever it is called.</summary>
    public bool CoversEverythingBelow(ReadOnlySpan<char> folder)
    {
        for (var i = _patterns.Length - 1; i >= 0 && !_patterns[i].TakesAway; i--)
        {
            if (_patterns[i].MatchesAllBelow(folder))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The literal beginning of the pattern that means a path, or all below it; null when none does.</summary>
    public string? BeginningOf(ReadOnlySpan<char> path)
    {
        for (var i = _patterns.Length - 1; i >= 0; i--)
        {
            if (!_patterns[i].TakesAway && (_patterns[i].Matches(path) || _patterns[i].MatchesAllBelow(path)))
            {
                return _patterns[i].Root;
            }
        }

        return null;
    }

    /// <summary>True when a later pattern takes all below a folder away, so that one need not look there for this one.</summary>
    public bool IsTakenAwayAfter(int pattern, ReadOnlySpan<char> folder)
    {
        for (var i = pattern + 1; i < _patterns.Length; i++)
        {
            if (_patterns[i].TakesAway && _patterns[i].MatchesAllBelow(folder))
            {
                return true;
            }
        }

        return false;
    }
}
