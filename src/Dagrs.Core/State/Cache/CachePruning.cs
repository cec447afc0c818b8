using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// Takes from the cache what was not used for long, until it is small enough. It may run beside others: what it takes from under one is a miss there. Contents that no
/// entry names are kept for an hour, because an entry may be on its way.
/// </summary>
/// <param name="folder">The cache.</param>
/// <param name="clock">What time it is.</param>
internal sealed class CachePruning(CacheFolder folder, TimeProvider clock)
{
    private static readonly TimeSpan OnItsWay = TimeSpan.FromHours(1);

    /// <summary>Files of a folder and those below; what goes meanwhile is left out.</summary>
    public static IEnumerable<FileInfo> Files(string path)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*", options).Where(static file => file.Exists) : [];
    }

    /// <summary>Prunes.</summary>
    /// <param name="mostBytes">What may be left.</param>
    /// <param name="mostAge">Entries that were not used for longer go; null: none for that.</param>
    /// <returns>The bytes that are gone.</returns>
    public long Run(long mostBytes, TimeSpan? mostAge)
    {
        CacheUses.Merge(folder);
        RemoveOld(Files(folder.Aside));
        // What is not in its place was put there by somebody else.
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
                // Once one does not fit, what is older goes too: a small old one must not outlive a large new one.
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

    // What the entry needs; nothing when it is none.
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
            // Another one has taken it away, or it is none.
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
