using Dagrs.Cli.Running;
using Dagrs.Core.State.Watching;

namespace Dagrs.Cli.Watching;

/// <summary>
/// A queue of changes between the watch and the rounds: a waiting round receives them at once, and changes that arrive meanwhile are kept, so that none
/// is lost. It does not know what is done about them. Belongs to the thread of the main loop.
/// </summary>
/// <param name="host">Provides the main loop, and signals.</param>
/// <param name="files">The watched files; kept changes are accepted there.</param>
internal sealed class HeardChanges(RunHost host, WatchedFiles files)
{
    private readonly List<FileChange> _kept = [];
    private bool _isDefinitionChanged;
    private TaskCompletionSource<Seen?>? _next;

    /// <summary>True when changes have been kept.</summary>
    public bool HasKept => _kept.Count > 0 || _isDefinitionChanged;

    /// <summary>The watch has reported something: during a round, during a dry one, or while somebody waits for it.</summary>
    public void Hear(Seen seen)
    {
        if (_next?.TrySetResult(seen) != true)
        {
            files.Accept(seen);
            _kept.AddRange(seen.Changes);
            _isDefinitionChanged |= seen.Definition.Count > 0;
        }
    }

    /// <summary>Waits for changes.</summary>
    /// <param name="ask">Requests an answer from the watch even without changes; null: wait for changes only.</param>
    /// <param name="most">The longest wait; null: forever.</param>
    /// <returns>The changes, besides those that were kept; null: dagrs was asked to end.</returns>
    public Seen? Wait(Action? ask, TimeSpan? most)
    {
        var next = _next = new TaskCompletionSource<Seen?>();
        host.TakeSignals().DirectTo(() => next.TrySetResult(null));
        if (ask is null && HasKept)
        {
            next.TrySetResult(Seen.Nothing);
        }

        ask?.Invoke();
        using var timer = most is { } time ? host.Loop.CreateTimer(_ => next.TrySetResult(Seen.Nothing), null, time, Timeout.InfiniteTimeSpan) : null;
        return host.Loop.Run(() => next.Task);
    }

    /// <summary>All changes since the last call.</summary>
    /// <param name="seen">The result of the wait.</param>
    /// <param name="isDefinitionChanged">Whether the tasks may have changed.</param>
    public IReadOnlyList<FileChange> Take(Seen seen, out bool isDefinitionChanged)
    {
        files.Accept(seen);
        IReadOnlyList<FileChange> all = [.. _kept, .. seen.Changes];
        isDefinitionChanged = _isDefinitionChanged || seen.Definition.Count > 0;
        _kept.Clear();
        _isDefinitionChanged = false;
        return all;
    }
}
