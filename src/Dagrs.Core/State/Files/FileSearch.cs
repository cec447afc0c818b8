using Dagrs.Core.Model;

namespace Dagrs.Core.State.Files;

/// <summary>Finds files by patterns, for all tasks of one run. It reads no file. Safe for several threads.</summary>
/// <param name="stamps">Where stamps come from.</param>
/// <param name="spared">Full paths that dagrs itself writes: neither they nor anything below them is ever found.</param>
internal sealed class FileSearch(IFileStamps stamps, IReadOnlyList<string> spared)
{
    private readonly FolderListings _listings = new();

    public FileSearch()
        : this(FileStamps.OfSystem, [])
    {
    }

    /// <summary>The files that patterns match now.</summary>
    /// <param name="wanted">The patterns.</param>
    /// <param name="without">Patterns of files to exclude: a task's own outputs are not inputs of it.</param>
    public FoundFiles Find(FilePatterns wanted, FilePatterns? without = null) => new PatternSearch(stamps, _listings, spared, wanted, without).Run();

    /// <summary>The full paths of the folders that were listed.</summary>
    public IReadOnlyList<string> Folders() => _listings.Folders();

    /// <summary>Invalidates what is known of a path and of everything below it, because it may have changed.</summary>
    public void Forget(string path) => _listings.Forget(path);

    /// <summary>Invalidates everything that the patterns can match.</summary>
    public void Forget(FilePatterns written)
    {
        foreach (var pattern in written.Patterns)
        {
            if (!pattern.Excludes)
            {
                _listings.Forget(pattern.Root);
            }
        }
    }
}
