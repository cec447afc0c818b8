namespace Dagrs.Core.State.Watching;

/// <summary>Notices that rounds go on without end, each one caused by what the tasks of the one before it have written. Not thread-safe.</summary>
internal sealed class SelfTriggers
{
    /// <summary>So many such rounds in a row are too many.</summary>
    public const int Most = 5;

    private readonly SortedSet<string> _tasks = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The tasks whose inputs changed, by id.</summary>
    public IReadOnlyCollection<string> Tasks => _tasks;

    /// <summary>The files that changed.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <summary>Something has changed from outside.</summary>
    public void Reset()
    {
        _count = 0;
        _tasks.Clear();
        _files.Clear();
    }

    /// <summary>The tasks of a round have changed something themselves that would cause the next round.</summary>
    /// <returns>True when that is enough.</returns>
    public bool Add(IEnumerable<FileChange> changes)
    {
        foreach (var change in changes)
        {
            _tasks.Add(change.Task);
            _files.Add(change.Name);
        }

        return ++_count >= Most;
    }
}
