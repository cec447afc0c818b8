namespace Dagrs.Core.State.Watching;

/// <summary>Folder events from .NET's watcher, for systems where it watches a whole tree. After an error it reports that events may be missing.</summary>
internal sealed class SystemEvents : IFolderEvents
{
    private readonly object _gate = new();
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly Queue<string?> _changed = new(); // null: anything
    private bool _isWoken;
    private bool _isBroken;

    /// <inheritdoc/>
    public bool Wait(TimeSpan most, Func<string, bool> matters)
    {
        lock (_gate)
        {
            if (_changed.Count == 0 && !_isWoken)
            {
                Monitor.Wait(_gate, most);
            }

            _isWoken = false;
            var isHint = false;
            while (_changed.TryDequeue(out var path))
            {
                isHint = isHint || path is null || matters(path);
            }

            return isHint;
        }
    }

    /// <inheritdoc/>
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <inheritdoc/>
    public bool Watch(IReadOnlyCollection<string> folders, out string? problem)
    {
        var hasNew = false;
        var tops = folders.Where(folder => !folders.Any(other => other.Length < folder.Length && folder.StartsWith(other, StringComparison.Ordinal) && (other.EndsWith('/') || folder[other.Length] == '/'))).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _watchers.Keys.Where(folder => !tops.Contains(folder)).ToList())
        {
            _watchers.Remove(gone, out var watcher);
            watcher!.Dispose();
        }

        foreach (var top in tops)
        {
            hasNew |= !_watchers.ContainsKey(top) && TryWatch(top);
        }

        problem = _isBroken ? "the system does not report every change" : null;
        return hasNew;
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers.Values)
        {
            watcher.Dispose();
        }
    }

    private bool TryWatch(string folder)
    {
        try
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
            watcher.Changed += (_, happened) => Hear(happened.FullPath);
            watcher.Created += (_, _) => Hear(null);
            watcher.Deleted += (_, _) => Hear(null);
            watcher.Renamed += (_, _) => Hear(null);
            watcher.Error += (_, _) =>
            {
                _isBroken = true;
                Hear(null);
            };
            watcher.EnableRaisingEvents = true;
            _watchers.Add(folder, watcher);
            return true;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _isBroken = true;
            return false;
        }
    }

    private void Hear(string? path)
    {
        lock (_gate)
        {
            _changed.Enqueue(path?.Replace('\\', '/'));
            Monitor.Pulse(_gate);
        }
    }
}
