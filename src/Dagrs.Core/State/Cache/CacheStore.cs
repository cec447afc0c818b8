using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// The cache of one run: what tasks left, by the key of all that they hang on. Whatever is wrong with it - damaged, incomplete, full, not writable - is a miss or
/// a word, never a failed task. It knows nothing of how keys are made. Safe for several threads, processes and machines.
/// </summary>
internal sealed class CacheStore
{
    /// <summary>At most so many bytes are kept.</summary>
    public const long MostBytes = 10L << 30;

    private readonly CacheFolder _folder;
    private readonly CacheMode _mode;
    private readonly Lock _gate = new();
    private readonly FileReader _reader = new();
    private readonly Lazy<string> _aside;
    private bool _isGivenUp;
    private int _hits;
    private TimeSpan _saved;
    private bool _hasStored;

    /// <param name="folder">Where it is.</param>
    /// <param name="mode">What may be done with it.</param>
    public CacheStore(CacheFolder folder, CacheMode mode) => (_folder, _mode, _aside) = (folder, mode, new(AsideFolder));

    /// <summary>Its folder.</summary>
    public string Path => _folder.Path;

    /// <summary>True when it is added to.</summary>
    public bool IsWritten => _mode == CacheMode.Write && !Volatile.Read(ref _isGivenUp);

    /// <summary>The path of a new file that is nobody's yet.</summary>
    public string NewFile() => _folder.NewFile();

    /// <summary>Opens a cache; null when it is not to be used.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="isDefault">True when nobody named it: then nobody else may be able to write there.</param>
    /// <param name="mode">What may be done with it.</param>
    /// <param name="warning">Why it is not used, in words for the user; null: it is, or nobody wants it.</param>
    public static CacheStore? Open(string path, bool isDefault, CacheMode mode, out string? warning)
    {
        warning = null;
        if (mode == CacheMode.Off)
        {
            return null;
        }

        if (isDefault && OwnFolder.OthersMayWrite(path))
        {
            warning = $"the cache '{path}' is not used: another user can write there; make it yours alone (chmod -R go-w) or name another one with '--cache'";
            return null;
        }

        return new CacheStore(new CacheFolder(path), mode);
    }

    /// <summary>Puts what a task left under a key in its place; null when there is no such thing, or it cannot be used.</summary>
    /// <param name="key">The key.</param>
    /// <param name="outputs">What the task says that it writes.</param>
    /// <param name="recorded">Full paths of what it wrote last.</param>
    /// <param name="root">The folder of the user's file.</param>
    /// <param name="isOutputWanted">True when it must have the task's standard output by itself.</param>
    public CacheHit? TryFetch(string key, FilePatterns outputs, IReadOnlyCollection<string> recorded, string root, bool isOutputWanted)
    {
        if (ReadEntry(key) is not { } entry || (entry.OnlyIn is not null && entry.OnlyIn != CacheFolder.Mark(root)) || (isOutputWanted && !entry.IsOutputApart) || !TryVerify(entry.Streams, out var streams))
        {
            return null;
        }

        var fetch = new CacheFetch(_folder, _aside.Value, entry, outputs, root, recorded);
        if (!fetch.TryRun())
        {
            Discard(fetch.Damaged);
            return null;
        }

        Use(entry);
        return new CacheHit(entry, new CachedLog(streams, entry.Order));
    }

    /// <summary>Keeps what a task left.</summary>
    /// <returns>Null, or why there is no entry, in words that follow "no entry: ".</returns>
    public string? Store(CacheOffer offer)
    {
        if (!IsWritten)
        {
            return null;
        }

        try
        {
            var refusal = new CacheDeposit(_folder, offer).Run();
            _hasStored |= refusal is null;
            return refusal;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            if (TryProbe())
            {
                return SystemReason.Of(wrong); // it is something of this task
            }

            // Said once: what stands in the way of one stands in the way of all.
            return Interlocked.Exchange(ref _isGivenUp, true) ? null : $"'{_folder.Path}' cannot be written: {SystemReason.Of(wrong)}";
        }
    }

    /// <summary>At the end of a run: notes the hits, and keeps the cache within its bound.</summary>
    public void Finish(TimeProvider clock)
    {
        try
        {
            if (_hits > 0 && _mode == CacheMode.Write)
            {
                CacheUses.Write(_folder, _hits, _saved);
            }

            if (_hasStored)
            {
                new CachePruning(_folder, clock).Run(MostBytes, null);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // The next run tidies up.
        }
    }

    private CacheEntry? ReadEntry(string key)
    {
        var path = _folder.EntryOf(key);
        try
        {
            if (CacheFormat.Read(RegularFile.ReadAll(path)) is { } entry && entry.Key == key)
            {
                return entry;
            }

            Discard(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // None, or not for us.
        }

        return null;
    }

    private bool TryVerify(IReadOnlyList<string?> hashes, out string?[] paths)
    {
        paths = new string?[hashes.Count];
        for (var i = 0; i < paths.Length; i++)
        {
            if (hashes[i] is not { } hash)
            {
                continue;
            }

            paths[i] = _folder.ContentOf(hash);
            var reading = _reader.Mark(paths[i]!, null);
            if (reading.Mark?.Content != hash)
            {
                Discard(reading.Mark is null ? null : paths[i]);
                return false;
            }
        }

        return true;
    }

    // In the cache, so that nothing needs to be copied twice; one that cannot be written has the system's folder for what lasts a moment.
    private string AsideFolder()
    {
        if (_mode != CacheMode.Write)
        {
            return System.IO.Path.GetTempPath();
        }

        return TryProbe() ? _folder.Aside : System.IO.Path.GetTempPath();
    }

    private bool TryProbe()
    {
        try
        {
            var probe = _folder.NewFile();
            File.WriteAllBytes(probe, new byte[Environment.SystemPageSize]); // an empty file finds room on a full disk
            File.Delete(probe);
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Use(CacheEntry entry)
    {
        lock (_gate)
        {
            _hits++;
            _saved += entry.Took;
        }

        try
        {
            if (_mode == CacheMode.Write)
            {
                File.SetLastWriteTimeUtc(_folder.EntryOf(entry.Key), TimeProvider.System.GetUtcNow().UtcDateTime);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // It will be thought older than it is.
        }
    }

    private void Discard(string? path)
    {
        try
        {
            if (path is not null && _mode == CacheMode.Write)
            {
                File.Delete(path);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // It is found damaged again.
        }
    }
}
