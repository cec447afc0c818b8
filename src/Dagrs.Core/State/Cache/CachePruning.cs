using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// Removes the least recently used entries until the cache is small enough. It may run beside other processes: what it removes is a miss for them.
/// Contents without an entry are kept for an hour, because their entry may be about to be written.
/// </summary>
/// <param name="folder">The cache.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class CachePruning(CacheFolder folder, TimeProvider clock)
{
    private static readonly TimeSpan OnItsWay = TimeSpan.FromHours(1);

    /// <summary>All files below a folder; files that vanish during the walk are left out.</summary>
    public static IEnumerable<FileInfo> Files(string path)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*", options).Where(static file => file.Exists) : [];
    }

    /// <summary>Prunes.</summary>
    /// <param name="mostBytes">How many bytes may remain.</param>
    /// <param name="mostAge">Entries unused for longer are removed; null: age does not matter.</param>
    /// <returns>The number of bytes freed.</returns>
    public long Run(long mostBytes, TimeSpan? mostAge)
    {
        CacheUses.Merge(folder);
        RemoveOld(Files(folder.Aside));
        // A file in the wrong place was put there by something else.
        var contents = Files(folder.Contents).Where(IsInPlace).DistinctBy(static file => file.Name).ToDictionary(static file => file.Name, StringComparer.Ordinal);
        var before = contents.Values.Sum(static file => file.Length);
        if (mostBytes > 0 && before <= mostBytes && mostAge is null)
        {
            return 0;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var dropped = new HashSet<string>(mostBytes == 0 ? contents.Keys : [], StringComparer.Ordinal);
        var size = 0L;
        foreach (var file in Files(folder.Entries).OrderByDescending(static file => file.LastWriteTimeUtc))
        {
            var names = Names(file);
            var more = names.Where(name => !kept.Contains(name) && contents.ContainsKey(name)).Distinct(StringComparer.Ordinal).Sum(name => contents[name].Length);
            if (names.Count == 0 || size + more > mostBytes || (mostAge is { } age && now - file.LastWriteTimeUtc > age))
            {
                // Once one does not fit, every older one goes too: a small old one must not outlive a large new one.
                mostBytes = size + more > mostBytes ? size : mostBytes;
                dropped.UnionWith(names);
                file.Delete();
                continue;
            }

            size += more;
            kept.UnionWith(names);
        }

        return RemoveUnnamed(contents, kept, dropped, now);
    }

    private static bool IsInPlace(FileInfo content) => content.Name.Length > 2 && content.Directory?.Name == content.Name[..2];

    private static long RemoveUnnamed(Dictionary<string, FileInfo> contents, HashSet<string> kept, HashSet<string> dropped, DateTime now)
    {
        var gone = 0L;
        foreach (var (name, file) in contents)
        {
            if (!kept.Contains(name) && (dropped.Contains(name) || now - file.LastWriteTimeUtc > OnItsWay))
            {
                gone += file.Length;
                file.Delete();
            }
        }

        return gone;
    }

    // What the entry refers to, its key included; empty when it is not a valid entry.
    private static HashSet<string> Names(FileInfo file)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            if (CacheFormat.Read(RegularFile.ReadAll(file.FullName)) is { } entry)
            {
                names.Add(entry.Key);
                names.UnionWith(entry.Files.Select(static one => one.Content));
                names.UnionWith(entry.Streams.OfType<string>());
            }
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            // Another process removed it, or it is not an entry.
        }

        return names;
    }

    private void RemoveOld(IEnumerable<FileInfo> files)
    {
        foreach (var file in files)
        {
            if (clock.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > OnItsWay)
            {
                file.Delete();
            }
        }
    }
}
