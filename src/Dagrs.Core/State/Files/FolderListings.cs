namespace Dagrs.Core.State.Files;

/// <summary>The folders that a run has looked into, each once until somebody says that it may have changed. Safe for several threads.</summary>
internal sealed class FolderListings
{
    private readonly Lock _gate = new();
    private readonly Branch _root = new();
    private int _forgotten; // how often something was forgotten

    /// <summary>What is in a folder.</summary>
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
            // What was seen before a change must not be kept after it.
            if (forgotten == _forgotten)
            {
                Find(folder, isMade: true)!.Listing = listing;
            }
        }

        return listing;
    }

    /// <summary>The full paths of the folders that are known.</summary>
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

    /// <summary>A file or folder of that path, or all below it, may have come, changed or gone.</summary>
    public void Forget(string path)
    {
        lock (_gate)
        {
            _forgotten++;
            var branch = _root;
            foreach (var range in path.AsSpan().Split('/'))
            {
                var name = path.AsSpan()[range];
                branch.Listing = null; // any folder on the way may be new in the one above
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
