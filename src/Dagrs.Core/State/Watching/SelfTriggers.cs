namespace Dagrs.Core.State.Watching;

/// <summary>
/// Notices that rounds go on without end, each one caused by what the tasks of the one before it have written. Who wrote a file cannot be known: the first rounds
/// may have met somebody who edits. So there is a pause before the last ones, in which such a one goes on and tasks do not. Not thread-safe.
/// </summary>
internal sealed class SelfTriggers
{
    /// <summary>So many such rounds in a row are too many.</summary>
    public const int Most = 6;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]; // before the last rounds

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

    /// <summary>The tasks of a round have, as it seems, changed something themselves that would cause the next round.</summary>
    /// <returns>How long to wait for a change from outside before that round; null: there have been enough of them.</returns>
    public TimeSpan? Add(IEnumerable<FileChange> changes)
    {
        foreach (var change in changes)
        {
            _tasks.Add(change.Task);
            _files.Add(change.Name);
        }

        var left = Most - ++_count;
        return left <= 0 ? null : left <= Pauses.Length ? Pauses[^left] : TimeSpan.Zero;
    }
}
