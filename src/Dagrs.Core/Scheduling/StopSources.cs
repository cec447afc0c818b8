using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>By what tasks of one run are told to end: those that clean up by other tokens than the rest. It does not know when. Thread-safe.</summary>
/// <param name="loop">Who tells them; null: the thread pool.</param>
/// <param name="apart">The graph of tasks that may be told apart from the others; null: they are told together.</param>
[SuppressMessage("Design", "CA1001", Justification = "The token sources hold no timer and no handle; tokens may be asked for after the end.")]
internal sealed class StopSources(MainLoop? loop, Dag? apart = null)
{
    private readonly CancellationTokenSource _terminate = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly CancellationTokenSource _terminateCleanUp = new();
    private readonly CancellationTokenSource _killCleanUp = new();
    private readonly CancellationTokenSource _killServices = new();
    private readonly Pair?[] _apart = apart is null ? [] : new Pair?[apart.Tasks.Count];

    /// <summary>True when tasks were told to end.</summary>
    public bool IsTerminating => _terminate.IsCancellationRequested;

    /// <summary>What says that everything is killed, clean-up as well.</summary>
    public CancellationToken KillsAll => _killCleanUp.Token;

    /// <summary>By what a task is told.</summary>
    public StopTokens Of(TaskNode task) => _apart.Length == 0 ? Together(task) : new(Apart(task).Terminate.Token, Apart(task).Kill.Token);

    /// <summary>Asks one task to end, which may be told apart.</summary>
    public void Terminate(TaskNode task) => Cancel(Apart(task).Terminate);

    /// <summary>Kills one task, which may be told apart.</summary>
    public void Kill(TaskNode task) => Cancel(Apart(task).Kill);

    /// <summary>Asks all that is no clean-up to end.</summary>
    public void Terminate() => Cancel(_terminate);

    /// <summary>Kills all that is no clean-up.</summary>
    public void Kill() => Cancel(_kill);

    /// <summary>Asks all to end.</summary>
    public void TerminateAll()
    {
        Cancel(_terminate);
        Cancel(_terminateCleanUp);
    }

    /// <summary>Kills what cleans up.</summary>
    public void KillCleanUp() => Cancel(_killCleanUp);

    /// <summary>Kills all, services too.</summary>
    public void KillAll()
    {
        Cancel(_kill);
        Cancel(_killCleanUp);
        Cancel(_killServices);
    }

    private StopTokens Together(TaskNode task) => task.Settings.When == When.Success ? new(_terminate.Token, _kill.Token) : new(_terminateCleanUp.Token, _killCleanUp.Token);

    private Pair Apart(TaskNode task)
    {
        var place = apart!.PlaceOf(task);
        if (Volatile.Read(ref _apart[place]) is { } known)
        {
            return known;
        }

        var together = Together(task);
        var made = task.IsService
            ? new Pair(new(), CancellationTokenSource.CreateLinkedTokenSource(_killServices.Token)) // told by nobody else until all are killed
            : new Pair(CancellationTokenSource.CreateLinkedTokenSource(together.Terminate), CancellationTokenSource.CreateLinkedTokenSource(together.Kill));
        return Interlocked.CompareExchange(ref _apart[place], made, null) ?? made;
    }

    // Not here: whoever listens to the token may take his time, and a lock may be held.
    private void Cancel(CancellationTokenSource source)
    {
        if (source.IsCancellationRequested)
        {
            return;
        }

        if (loop is not null)
        {
            loop.Post(source.Cancel);
        }
        else
        {
            _ = source.CancelAsync();
        }
    }

    private sealed record Pair(CancellationTokenSource Terminate, CancellationTokenSource Kill);
}
