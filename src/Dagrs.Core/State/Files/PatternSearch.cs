using Dagrs.Core.Model;

namespace Dagrs.Core.State.Files;

/// <summary>
/// One search: follows each pattern from its literal prefix into the folders that it can match, and never through a link that a wildcard matched and that
/// leads back up.
/// </summary>
internal sealed class PatternSearch(IFileStamps stamps, FolderListings listings, IReadOnlyList<string> spared, FilePatterns wanted, FilePatterns? without)
{
    private readonly List<FoundFile> _found = new(wanted.Patterns.Length);
    private readonly Stack<Step> _steps = new();
    private List<string>? _absent;
    private List<int>? _unmatched;
    private List<string>? _unreadable;
    private string? _foreignName;

    // The index of the current pattern.
    private int _index;
    private bool _hasFound;
    private HashSet<Step>? _seen; // with more than one '**' a folder can be reached in several ways

    public FoundFiles Run()
    {
        for (_index = 0; _index < wanted.Patterns.Length; _index++)
        {
            if (!wanted.Patterns[_index].Excludes)
            {
                Follow(wanted.Patterns[_index]);
            }
        }

        return new FoundFiles
        {
            Files = FoundFile.Sorted(_found),
            Absent = _absent ?? (IReadOnlyList<string>)[],
            Unmatched = _unmatched?.FindAll(MatchesNothing) ?? (IReadOnlyList<int>)[],
            Unreadable = _unreadable ?? (IReadOnlyList<string>)[],
            ForeignName = _foreignName,
        };
    }

    // A later pattern may have put back what was excluded in between.
    private bool MatchesNothing(int pattern) => !_found.Exists(file => wanted.Patterns[pattern].Matches(file.FullPath));

    private void Follow(FilePattern pattern)
    {
        _hasFound = false;
        _seen = pattern.AnyDepths > 1 ? [] : null;
        if (pattern.IsLiteral && Settle(pattern.Root, pattern.Name) == StampAnswer.Absent && IsWanted(pattern.Root))
        {
            (_absent ??= []).Add(pattern.Name);
            return;
        }

        if (!pattern.IsLiteral)
        {
            Enter(pattern.Root, pattern.Name, 0);
        }

        while (_steps.TryPop(out var step))
        {
            Walk(pattern, step);
        }

        if (!_hasFound)
        {
            (_unmatched ??= []).Add(_index);
        }
    }

    private void Walk(FilePattern pattern, Step step)
    {
        if (step.Part == pattern.Parts.Length)
        {
            WalkAllBelow(step);
            return;
        }

        var part = pattern.Parts[step.Part];
        var isLast = step.Part == pattern.Parts.Length - 1;
        if (part.IsName)
        {
            Named(pattern, step, part.Name, isLast);
            return;
        }

        if (part.IsAnyDepth && step with { Part = step.Part + 1 } is var here && _seen?.Add(here) != false)
        {
            _steps.Push(here);
        }

        foreach (var entry in Listing(step.Folder).Entries)
        {
            if (part.IsAnyDepth ? entry is { IsFolder: true, IsLink: false } && entry.Name != PatternPart.Hidden : part.Takes(entry.Name))
            {
                Matched(pattern, step, entry, isLast, part.IsAnyDepth ? step.Part : step.Part + 1);
            }
        }
    }

    private void Matched(FilePattern pattern, Step step, FolderEntry entry, bool isLast, int next)
    {
        var path = FilePatternParser.Join(step.Folder, entry.Name);
        var name = FilePatternParser.Join(step.Name, entry.Name);
        if (isLast && pattern.Reach == PatternReach.Itself && next == pattern.Parts.Length)
        {
            if (!entry.IsFolder || entry.IsLink)
            {
                Add(path, name);
            }
        }
        else if (entry.IsFolder && !(entry.IsLink && LeadsUp(path, pattern.Root)))
        {
            Enter(path, name, next);
        }
    }

    // The folder that holds it need not be readable; it only has to exist.
    private void Named(FilePattern pattern, Step step, string wantedName, bool isLast)
    {
        var path = FilePatternParser.Join(step.Folder, wantedName);
        var name = FilePatternParser.Join(step.Name, wantedName);
        if (isLast && pattern.Reach == PatternReach.AllBelowToo)
        {
            Settle(path, name);
        }
        else
        {
            Enter(path, name, step.Part + 1);
        }
    }

    private void WalkAllBelow(Step step)
    {
        var listing = Listing(step.Folder);
        if (listing is { IsKnown: true, Entries.Length: 0, ForeignName: null })
        {
            AddEmptyFolder(step);
        }

        foreach (var entry in listing.Entries)
        {
            if (entry.Name == PatternPart.Hidden)
            {
                continue;
            }

            var path = FilePatternParser.Join(step.Folder, entry.Name);
            var name = FilePatternParser.Join(step.Name, entry.Name);
            if (entry is { IsFolder: true, IsLink: false })
            {
                Enter(path, name, step.Part);
            }
            else
            {
                Add(path, name);
            }
        }
    }

    // A path that a pattern names in full: a file, or a folder with everything below it, also through a link.
    private StampAnswer Settle(string path, string name)
    {
        var answer = stamps.Ask(path, follow: false, out var stamp);
        if (answer == StampAnswer.Refused)
        {
            (_unreadable ??= []).Add(path);
        }

        if (answer != StampAnswer.Found)
        {
            return answer;
        }

        if (stamp.Kind != FileKind.Folder)
        {
            Add(path, name, stamp);
        }

        if (stamp.Kind == FileKind.Folder || (stamp.Kind == FileKind.Link && IsFolder(path)))
        {
            Enter(path, name, wanted.Patterns[_index].Parts.Length);
        }

        return answer;
    }

    private void Enter(string folder, string name, int part)
    {
        var step = new Step(folder, name, part);
        if (!wanted.IsExcludedAfter(_index, folder) && without?.CoversEverythingBelow(folder) != true && !IsSpared(folder) && _seen?.Add(step) != false)
        {
            _steps.Push(step);
        }
    }

    private void Add(string path, string name)
    {
        if (!IsWanted(path))
        {
            return;
        }

        switch (stamps.Ask(path, follow: false, out var stamp))
        {
            case StampAnswer.Found:
                AddFound(new(name, path, stamp));
                break;
            case StampAnswer.Refused:
                (_unreadable ??= []).Add(path);
                break;
        }
    }

    private void Add(string path, string name, FileStamp stamp)
    {
        if (IsWanted(path))
        {
            AddFound(new(name, path, stamp));
        }
    }

    private void AddEmptyFolder(Step step)
    {
        if (wanted.CoversAllBelow(step.Folder) && without?.CoversAllBelow(step.Folder) != true && stamps.Ask(step.Folder, follow: false, out var stamp) == StampAnswer.Found && stamp.Kind == FileKind.Folder)
        {
            AddFound(new(step.Name.Length == 0 ? "." : step.Name, step.Folder, stamp));
        }
    }

    private void AddFound(FoundFile file)
    {
        _hasFound = true;
        _found.Add(file);
    }

    private bool IsWanted(string path) => (wanted.Patterns.Length == 1 || wanted.Covers(path)) && without?.Covers(path) != true && !IsSpared(path);

    private bool IsSpared(string path)
    {
        foreach (var own in spared)
        {
            if (path.StartsWith(own, StringComparison.Ordinal) && (path.Length == own.Length || path[own.Length] == '/'))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsFolder(string path) => stamps.Ask(path, follow: true, out var stamp) == StampAnswer.Found && stamp.Kind == FileKind.Folder;

    // A link to one of the folders that contain it would be a cycle.
    private bool LeadsUp(string link, string root)
    {
        if (stamps.Ask(link, follow: true, out var target) != StampAnswer.Found)
        {
            return true;
        }

        for (var end = link.LastIndexOf('/'); end >= root.Length && end > 0; end = link.LastIndexOf('/', end - 1))
        {
            if (stamps.Ask(link[..end], follow: true, out var above) == StampAnswer.Found && above.IsSameFile(target))
            {
                return true;
            }
        }

        return false;
    }

    private FolderListing Listing(string folder)
    {
        var listing = listings.Of(folder);
        _foreignName ??= listing.ForeignName;
        _hasFound |= listing.ForeignName is not null; // nobody knows whether the pattern matches it
        if (!listing.IsKnown && stamps.Ask(folder, follow: true, out var stamp) is var answer && (answer == StampAnswer.Refused || (answer == StampAnswer.Found && stamp.Kind == FileKind.Folder)))
        {
            (_unreadable ??= []).Add(folder);
        }

        return listing;
    }

    /// <summary>A folder to search, and the part of the pattern to continue with.</summary>
    private readonly record struct Step(string Folder, string Name, int Part);
}
