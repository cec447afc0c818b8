namespace Dagrs.Core.Model;

/// <summary>
/// One pattern for files: a literal start, and patterns for the names below it. It matches full paths as text; whether a file exists, and where links
/// lead, is not its concern. Immutable.
/// </summary>
internal sealed class FilePattern
{
    private readonly PatternPart[] _parts;

    /// <param name="root">The full path of its literal start.</param>
    /// <param name="name">The same, as the matched files are displayed.</param>
    /// <param name="parts">The rest, from the first part that is not literal.</param>
    public FilePattern(string root, string name, PatternPart[] parts) => (Root, Name, _parts) = (root, name, parts);

    /// <summary>Its literal start, a full path; for a plain path, all of it.</summary>
    public string Root { get; }

    /// <summary>The literal start as the matched files are displayed: relative to the folder of the patterns when inside it. Empty for that folder.</summary>
    public string Name { get; }

    /// <summary>True when it excludes.</summary>
    public bool Excludes { get; init; }

    public PatternReach Reach { get; init; }

    public ReadOnlySpan<PatternPart> Parts => _parts;

    /// <summary>True for a path without wildcards.</summary>
    public bool IsLiteral => _parts.Length == 0 && Reach == PatternReach.AllBelowToo;

    /// <summary>How many times it allows any number of folders. With more than one, a folder can be reached in several ways.</summary>
    public int AnyDepths
    {
        get
        {
            var depths = Reach == PatternReach.Itself ? 0 : 1;
            foreach (var part in _parts)
            {
                depths += part.IsAnyDepth ? 1 : 0;
            }

            return depths;
        }
    }

    /// <summary>True when it matches the path of a file.</summary>
    public bool Matches(ReadOnlySpan<char> path) => TryBelowRoot(path, out var rest) && Fits(rest, mayGoOn: Reach != PatternReach.Itself, mustGoOn: Reach == PatternReach.OnlyBelow);

    /// <summary>True when it matches everything below a folder, whatever its name.</summary>
    public bool MatchesAllBelow(ReadOnlySpan<char> folder) => Reach != PatternReach.Itself && TryBelowRoot(folder, out var rest) && Fits(rest, mayGoOn: true, mustGoOn: false);

    private bool TryBelowRoot(ReadOnlySpan<char> path, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            return false;
        }

        rest = path[Root.Length..];
        if (rest.Length > 0 && rest[0] == '/')
        {
            rest = rest[1..];
            return true;
        }

        return rest.Length == 0 || Root.EndsWith('/');
    }

    private bool Fits(ReadOnlySpan<char> path, bool mayGoOn, bool mustGoOn)
    {
        var (part, at) = (0, 0);
        var (afterStar, star) = (-1, 0);
        while (part < _parts.Length || !IsEnd(path[at..], mayGoOn, mustGoOn))
        {
            if (part < _parts.Length && _parts[part].IsAnyDepth)
            {
                (afterStar, star) = (++part, at);
            }
            else if (part < _parts.Length && at < path.Length && NameAt(path, at) is var name && _parts[part].Takes(name))
            {
                at = Math.Min(at + name.Length + 1, path.Length);
                part++;
            }
            else if (afterStar >= 0 && star < path.Length && NameAt(path, star) is var folder && !folder.SequenceEqual(PatternPart.Hidden))
            {
                // The last '**' takes one more name; earlier ones need no retry.
                star = Math.Min(star + folder.Length + 1, path.Length);
                (part, at) = (afterStar, star);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsEnd(ReadOnlySpan<char> left, bool mayGoOn, bool mustGoOn) => left.Length == 0 ? !mustGoOn : mayGoOn && !NamesHidden(left);

    private static bool NamesHidden(ReadOnlySpan<char> path)
    {
        for (var at = 0; at < path.Length;)
        {
            var name = NameAt(path, at);
            if (name.SequenceEqual(PatternPart.Hidden))
            {
                return true;
            }

            at += name.Length + 1;
        }

        return false;
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> path, int at)
    {
        var rest = path[at..];
        return rest.IndexOf('/') is >= 0 and var end ? rest[..end] : rest;
    }
}
