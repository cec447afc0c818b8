namespace Dagrs.Core.State.Cache;

/// <summary>The size of a cache, and what it has saved.</summary>
/// <param name="Bytes">The size of all its files.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Hits">How many task runs it has saved.</param>
/// <param name="Saved">How long those would have taken.</param>
internal sealed record CacheFigures(long Bytes, int Entries, long Hits, TimeSpan Saved)
{
    public static CacheFigures Of(CacheFolder folder)
    {
        var bytes = 0L;
        var entries = 0;
        foreach (var file in CachePruning.Files(folder.Entries))
        {
            entries++;
            bytes += file.Length;
        }

        foreach (var file in CachePruning.Files(folder.Contents))
        {
            bytes += file.Length;
        }

        var (hits, saved) = CacheUses.Read(folder);
        return new CacheFigures(bytes, entries, hits, saved);
    }
}
