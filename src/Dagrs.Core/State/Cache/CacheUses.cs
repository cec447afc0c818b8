using System.Globalization;

namespace Dagrs.Core.State.Cache;

/// <summary>Counts how often the cache was used. Each run writes a file of its own, so no lock is needed; the name of the file holds the figures.</summary>
internal static class CacheUses
{
    private const int Many = 200; // files; more than that are merged

    public static void Write(CacheFolder folder, long hits, TimeSpan saved) =>
        File.WriteAllBytes(folder.NewUse(string.Create(CultureInfo.InvariantCulture, $"{hits}-{(long)saved.TotalMilliseconds}")), []);

    /// <summary>All hits, and the time that their tasks would have taken.</summary>
    public static (long Hits, TimeSpan Saved) Read(CacheFolder folder)
    {
        var (hits, saved) = (0L, 0L);
        foreach (var name in Names(folder))
        {
            if (Parse(name) is { } use)
            {
                hits += use.Hits;
                saved += use.Saved;
            }
        }

        return (hits, TimeSpan.FromMilliseconds(saved));
    }

    /// <summary>Merges many files into one. Two processes that merge at once may count a few hits twice, which is harmless.</summary>
    public static void Merge(CacheFolder folder)
    {
        var names = Names(folder);
        if (names.Length > Many)
        {
            var (hits, saved) = Read(folder);
            Write(folder, hits, saved);
            foreach (var name in names)
            {
                File.Delete(Path.Join(folder.Uses, name));
            }
        }
    }

    private static string[] Names(CacheFolder folder) =>
        Directory.Exists(folder.Uses) ? [.. Directory.EnumerateFiles(folder.Uses).Select(static path => Path.GetFileName(path))] : [];

    private static (long Hits, long Saved)? Parse(string name) =>
        name.Split('-') is [var hits, var saved, _] && long.TryParse(hits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && long.TryParse(saved, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && count < int.MaxValue && time < long.MaxValue / 1_000_000_000 ? (count, time) : null;
}
