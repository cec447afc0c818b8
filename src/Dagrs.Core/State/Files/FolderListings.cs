namespace Dagrs.Core.State.Files;

/// <summary>The listings of the folders that a run has looked into, each read once until it is invalidated. Safe for several threads.</summary>
internal sealed class FolderListings
{
    private readonly Lock _gate = new();
    private readonly Branch _root = new();
    private int _forgotten; // number of invalidations

    /// <summary>The listing of a folder.</summary>
    public FolderListing Of(string folder)
    {
        int forgotten;
        lock (_gate)
        {
            if (Find(folder, isMade: false)?.Listing is { } known)
            {
                return known;
            }

            forgotten = _forgotten;
        }

        var listing = FolderListing.Of(folder);
        lock (_gate)
        {
            // A listing from before an invalidation must not be kept.
            if (forgotten == _forgotten)
            {
                Find(folder, isMade: true)!.Listing = listing;
            }
        }

        return listing;
    }

    /// <summary>The full paths of the folders listed.</summary>
    public IReadOnlyList<string> Folders()
    {
        var folders = new List<string>();
        var open = new Stack<(Branch Branch, string Path)>();
        lock (_gate)
        {
            open.Push((_root, ""));
            while (open.TryPop(out var next))
            {
                if (next.Branch.Listing is not null)
                {
                    folders.Add(next.Path.Length == 0 ? "/" : next.Path);
                }

                foreach (var (name, below) in next.Branch.Below ?? [])
                {
                    open.Push((below, next.Branch == _root ? name : $"{next.Path}/{name}"));
                }
            }
        }

        return folders;
    }

    /// <summary>Invalidates a path and everything below it: files there may have been created, changed or deleted.</summary>
    public void Forget(string path)
    {
        lock (_gate)
        {
            _forgotten++;
            var branch = _root;
            foreach (var range in path.AsSpan().Split('/'))
            {
                var name = path.AsSpan()[range];
                branch.Listing = null; // each folder on the path may be new in its parent
                if (branch.Below is null || !branch.Below.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var next))
                {
                    return;
                }

                branch = next;
            }

            branch.Listing = null;
            branch.Below = null;
        }
    }

    private Branch? Find(string folder, bool isMade)
    {
        var branch = _root;
        foreach (var range in folder.AsSpan().Split('/'))
        {
            var name = folder.AsSpan()[range];
            if (branch.Below is null && !isMade)
            {
                return null;
            }

            var below = (branch.Below ??= new(StringComparer.Ordinal)).GetAlternateLookup<ReadOnlySpan<char>>();
            if (!below.TryGetValue(name, out var next))
            {
                if (!isMade)
                {
                    return null;
                }

                below[name] = next = new Branch();
            }

            branch = next;
        }

        return branch;
    }

    private sealed class Branch
    {
        public FolderListing? Listing { get; set; }

        public Dictionary<string, Branch>? Below { get; set; }
    }
}
