using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// The cache of one run: the outputs of tasks, by a key of everything they depend on. Whatever is wrong with it - damaged, incomplete, full, not writable
/// - is a miss or a warning, never a failed task. It does not know how keys are made. Safe for several threads, processes and machines.
/// </summary>
internal sealed class CacheStore
{
    /// <summary>The size limit, in bytes.</summary>
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
    /// <param name="mode">What the run may do with it.</param>
    public CacheStore(CacheFolder folder, CacheMode mode) => (_folder, _mode, _aside) = (folder, mode, new(AsideFolder));

    /// <summary>Its folder.</summary>
    public string Path => _folder.Path;

    /// <summary>True while new entries are added.</summary>
    public bool IsWritten => _mode == CacheMode.Write && !Volatile.Read(ref _isGivenUp);

    /// <summary>The path of a new temporary file.</summary>
    public string NewFile() => _folder.NewFile();

    /// <summary>Opens a cache; null when it is not used.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="isDefault">True when the user did not name the folder: then no other user may be able to write there.</param>
    /// <param name="mode">What the run may do with it.</param>
    /// <param name="warning">Why it is not used, as a message for the user; null: it is used, or nothing needs to be said.</param>
    public static CacheStore? Open(string path, bool isDefault, CacheMode mode, out string? warning)
    {
        warning = null;
        if (mode == CacheMode.Off)
        {
            return null;
        }

        if (isDefault && OwnFolder.OthersMayWrite(path))
        {
            warning = $"the cache '{path}' is not used: other users can write to it; restrict it (chmod -R go-w), or use another one with '--cache'";
            return null;
        }

        return new CacheStore(new CacheFolder(path), mode);
    }

    /// <summary>Restores the outputs stored under a key; null when there are none, or they cannot be used.</summary>
    public CacheHit? TryFetch(CacheRequest request)
    {
        if (ReadEntry(request.Key) is not { } entry || !Answers(entry, request) || !TryVerify(entry.Streams, out var streams))
        {
            return null;
        }

        var fetch = new CacheFetch(_folder, _aside.Value, entry, request);
        if (!fetch.TryRun())
        {
            Discard(fetch.Damaged);
            return null;
        }

        Use(entry);
        return new CacheHit(entry, new CachedLog(streams, entry.Order));
    }

    /// <summary>Stores the output of a task.</summary>
    /// <returns>Null, or why there is no entry, phrased to follow "no entry: ".</returns>
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
                return SystemReason.Of(wrong); // the cause lies in this task alone
            }

            // Reported once: what stops one task stops them all.
            return Interlocked.Exchange(ref _isGivenUp, true) ? null : $"'{_folder.Path}' cannot be written: {SystemReason.Of(wrong)}";
        }
    }

    /// <summary>Ends the run: records the hits, and prunes the cache to its limit.</summary>
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
            // The next run prunes.
        }
    }

    private static bool Answers(CacheEntry entry, CacheRequest request) =>
        (entry.OnlyIn is null || entry.OnlyIn == CacheFolder.Mark(request.Root)) && (entry.IsOutputApart || !request.IsOutputWanted) && !request.IsTooOld(entry.Made);

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
            // There is none, or it is not readable.
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

    // Inside the cache, so that nothing has to be copied twice; for a cache that cannot be written, the system's temporary folder.
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
            File.WriteAllBytes(probe, new byte[Environment.SystemPageSize]); // an empty file fits even on a full disk
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
            // It only looks older than it is.
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
            // It will be found damaged again.
        }
    }
}
