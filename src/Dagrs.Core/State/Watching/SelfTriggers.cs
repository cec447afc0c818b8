namespace Dagrs.Core.State.Watching;

/// <summary>
/// Detects an endless loop of rounds, each caused by what the tasks of the previous one wrote. The writer of a file is unknown, so a user who is editing
/// looks the same. A pause before the last rounds tells them apart: a user goes on writing, tasks do not. Not thread-safe.
/// </summary>
internal sealed class SelfTriggers
{
    /// <summary>How many such rounds in a row are too many.</summary>
    public const int Most = 6;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]; // before the last rounds

    private readonly SortedSet<string> _tasks = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The tasks whose inputs changed, by id.</summary>
    public IReadOnlyCollection<string> Tasks => _tasks;

    /// <summary>The files that changed.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <summary>Records a change from outside, which ends the row.</summary>
    public void Reset()
    {
        _count = 0;
        _tasks.Clear();
        _files.Clear();
    }

    /// <summary>Records that the tasks of a round seem to have caused the next round themselves.</summary>
    /// <returns>How long to wait for a change from outside before that round; null: there were too many.</returns>
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
