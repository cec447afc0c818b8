using Dagrs.Cli.Running;
using Dagrs.Core.State.Watching;

namespace Dagrs.Cli.Watching;

/// <summary>
/// Changes on their way from the watch to the rounds: whoever waits gets them, and what comes while nobody waits is kept until somebody does, so that none is lost.
/// It does not know what is done about them. Belongs to the thread of the main loop.
/// </summary>
/// <param name="host">Has the main loop, and signals.</param>
/// <param name="files">What is watched; what is kept is no change any more.</param>
internal sealed class HeardChanges(RunHost host, WatchedFiles files)
{
    private readonly List<FileChange> _kept = [];
    private bool _isDefinitionChanged;
    private TaskCompletionSource<Seen?>? _next;

    /// <summary>True when something was kept.</summary>
    public bool HasKept => _kept.Count > 0 || _isDefinitionChanged;

    /// <summary>The watch has seen something: while a round goes on, while one is thought, or while somebody waits for it.</summary>
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
    /// <param name="ask">Asks the watch for an answer in any case; null: only changes are waited for.</param>
    /// <param name="most">How long; null: for ever.</param>
    /// <returns>What has changed, beside what was kept; null: dagrs was told to end.</returns>
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

    /// <summary>All that has changed since the last call.</summary>
    /// <param name="seen">What was waited for.</param>
    /// <param name="isDefinitionChanged">Whether the tasks may be others.</param>
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
