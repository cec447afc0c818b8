using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>The token sources that stop the tasks of a run; clean-up has its own. It does not know when to use them. Thread-safe.</summary>
/// <param name="loop">Runs the cancellations; null: the thread pool does.</param>
/// <param name="individual">The graph of tasks that may be stopped individually; null: they are stopped together.</param>
[SuppressMessage("Design", "CA1001", Justification = "The token sources hold no timer and no handle; tokens may be asked for after the end.")]
internal sealed class StopSources(MainLoop? loop, Dag? individual = null)
{
    private readonly CancellationTokenSource _terminate = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly CancellationTokenSource _terminateCleanUp = new();
    private readonly CancellationTokenSource _killCleanUp = new();
    private readonly CancellationTokenSource _killServices = new();
    private readonly Pair?[] _individual = individual is null ? [] : new Pair?[individual.Tasks.Count];

    /// <summary>True when tasks were asked to stop.</summary>
    public bool IsTerminating => _terminate.IsCancellationRequested;

    /// <summary>Cancelled when everything is killed, including clean-up.</summary>
    public CancellationToken KillsAll => _killCleanUp.Token;

    /// <summary>The tokens of a task.</summary>
    public StopTokens Of(TaskNode task) => _individual.Length == 0 ? Shared(task) : new(Individual(task).Terminate.Token, Individual(task).Kill.Token);

    /// <summary>Asks one task to stop that may be stopped individually.</summary>
    public void Terminate(TaskNode task) => Cancel(Individual(task).Terminate);

    /// <summary>Kills one task that may be stopped individually.</summary>
    public void Kill(TaskNode task) => Cancel(Individual(task).Kill);

    /// <summary>Asks everything but clean-up to stop.</summary>
    public void Terminate() => Cancel(_terminate);

    /// <summary>Kills everything but clean-up.</summary>
    public void Kill() => Cancel(_kill);

    /// <summary>Asks everything to stop.</summary>
    public void TerminateAll()
    {
        Cancel(_terminate);
        Cancel(_terminateCleanUp);
    }

    /// <summary>Kills clean-up.</summary>
    public void KillCleanUp() => Cancel(_killCleanUp);

    /// <summary>Kills everything, including services.</summary>
    public void KillAll()
    {
        Cancel(_kill);
        Cancel(_killCleanUp);
        Cancel(_killServices);
    }

    private StopTokens Shared(TaskNode task) => task.Settings.When == When.Success ? new(_terminate.Token, _kill.Token) : new(_terminateCleanUp.Token, _killCleanUp.Token);

    private Pair Individual(TaskNode task)
    {
        var place = individual!.PlaceOf(task);
        if (Volatile.Read(ref _individual[place]) is { } known)
        {
            return known;
        }

        var shared = Shared(task);
        var made = task.IsService
            ? new Pair(new(), CancellationTokenSource.CreateLinkedTokenSource(_killServices.Token)) // nothing else stops a service until everything is killed
            : new Pair(CancellationTokenSource.CreateLinkedTokenSource(shared.Terminate), CancellationTokenSource.CreateLinkedTokenSource(shared.Kill));
        return Interlocked.CompareExchange(ref _individual[place], made, null) ?? made;
    }

    // On another thread: token callbacks may take long, and the caller may hold a lock.
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
