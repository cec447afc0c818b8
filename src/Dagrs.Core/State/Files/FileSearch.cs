using Dagrs.Core.Model;

namespace Dagrs.Core.State.Files;

/// <summary>Finds files by patterns, for all tasks of one run. It reads no file. Safe for several threads.</summary>
/// <param name="stamps">Who is asked for stamps.</param>
/// <param name="spared">Full paths of what dagrs itself writes: never found, nor what is below.</param>
internal sealed class FileSearch(IFileStamps stamps, IReadOnlyList<string> spared)
{
    private readonly FolderListings _listings = new();

    public FileSearch()
        : this(FileStamps.OfSystem, [])
    {
    }

    /// <summary>What patterns mean now.</summary>
    /// <param name="wanted">The patterns.</param>
    /// <param name="without">Patterns of files that do not count: a task's own outputs are no inputs of it.</param>
    public FoundFiles Find(FilePatterns wanted, FilePatterns? without = null) => new PatternSearch(stamps, _listings, spared, wanted, without).Run();

    /// <summary>The full paths of the folders that were looked into.</summary>
    public IReadOnlyList<string> Folders() => _listings.Folders();

    /// <summary>A file or folder of that path, or what is below it, may have changed.</summary>
    public void Forget(string path) => _listings.Forget(path);

    /// <summary>All that patterns mean may have changed.</summary>
    public void Forget(FilePatterns written)
    {
        foreach (var pattern in written.Patterns)
        {
            if (!pattern.TakesAway)
            {
                _listings.Forget(pattern.Root);
            }
        }
    }
}
