using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The services of a run: the phase of each, the tasks that hold it, and the tasks that wait for it. As pure as <see cref="Progress"/>, to whose
/// rules it belongs and which knows the states of tasks.
/// </summary>
internal sealed class Serving
{
    private readonly Dictionary<int, ServiceStatus> _services = [];
    private readonly IReadOnlySet<int> _standalone;
    private readonly HashSet<int> _putOff = []; // tasks that wait for a service
    private readonly HashSet<int> _asked = []; // tasks, put off now or before, that are known to run
    private readonly HashSet<int> _deferred = [];
    private readonly Queue<int> _freed = new();
    private readonly Queue<int> _toStart = new();
    private readonly Queue<int> _toStop = new();

    /// <param name="dag">What is run.</param>
    /// <param name="links">Which task needs which service.</param>
    public Serving(Dag dag, ServiceLinks links)
    {
        Links = links;
        _standalone = StandaloneTasks.Of(dag);
        foreach (var service in links.Services)
        {
            _services.Add(service, new() { Held = links.HoldersOf(service).Count, IsStandalone = _standalone.Contains(service) });
        }
    }

    /// <summary>Which task needs which service.</summary>
    public ServiceLinks Links { get; }

    /// <summary>How many services are alive.</summary>
    public int Alive { get; private set; }

    /// <summary>True when a service is to start, or to be checked again.</summary>
    public bool HasWanted => _toStart.Count > 0;

    /// <summary>How many tasks wait for services.</summary>
    public int PutOff => _putOff.Count;

    /// <summary>True for a service.</summary>
    public bool Has(int task, [NotNullWhen(true)] out ServiceStatus? service) => _services.TryGetValue(task, out service);

    /// <summary>True for a group of nothing but services that is wanted for its own sake: it finishes when they are ready.</summary>
    public bool IsWantedGroup(int task) => _standalone.Contains(task);

    /// <summary>True for a task that waits for a service.</summary>
    public bool IsPutOff(int task) => _putOff.Contains(task);

    /// <summary>True for a task that is known to run.</summary>
    public bool IsAsked(int task) => _asked.Contains(task);

    /// <summary>Takes the next service that is to start, though the services it needs may not be ready.</summary>
    public bool TryTakeWanted(out int service) => _toStart.TryDequeue(out service);

    /// <summary>Takes the next service that is to be stopped.</summary>
    public bool TryTakeStopping(out int service) => _toStop.TryDequeue(out service);

    /// <summary>Takes the next service that no task holds any more.</summary>
    public bool TryTakeFreed(out int service) => _freed.TryDequeue(out service);

    /// <summary>Marks a service as needed, if it may start.</summary>
    public void Want(int task)
    {
        if (_services[task] is { Phase: ServicePhase.Armed } service)
        {
            service.Phase = ServicePhase.Wanted;
            _toStart.Enqueue(task);
        }
    }

    /// <summary>True when a task must wait for services that it needs; marks these as needed.</summary>
    public bool MustWait(int task)
    {
        ServiceStatus? awaited = null;
        foreach (var needed in Links.NeededBy(task))
        {
            if (_services[needed].IsAwaited)
            {
                Want(needed);
                awaited ??= _services[needed];
            }
        }

        if (awaited is null)
        {
            _putOff.Remove(task);
            return false;
        }

        if (_putOff.Add(task))
        {
            awaited.Waiting.Add(task);
        }

        return true;
    }

    /// <summary>Records that a task is known to run once it need not wait any more.</summary>
    public void NoteAsked(int task) => _asked.Add(task);

    /// <summary>Takes the tasks that waited for a service, so that they can check whether they must wait for another.</summary>
    public List<int> Wake(ServiceStatus service)
    {
        List<int> woken = [.. service.Waiting];
        service.Waiting.Clear();
        woken.ForEach(task => _putOff.Remove(task));
        return woken;
    }

    /// <summary>Records the start of a service.</summary>
    public void Start(ServiceStatus service)
    {
        service.Phase = ServicePhase.Starting;
        Alive++;
    }

    /// <summary>A service that was to start does not start after all.</summary>
    public void Return(ServiceStatus service)
    {
        service.Phase = ServicePhase.Armed;
        Alive--;
    }

    /// <summary>Asks a service to stop; no task may rely on it any more.</summary>
    public void Stop(int task, ServiceStatus service)
    {
        if (service is { IsBroken: false, Phase: ServicePhase.Starting or ServicePhase.Ready })
        {
            service.Phase = ServicePhase.Stopping;
            _toStop.Enqueue(task);
        }
    }

    /// <summary>Records the end of a service.</summary>
    public void End(ServiceStatus service)
    {
        Alive -= service.IsAlive ? 1 : 0;
        service.Phase = ServicePhase.Over;
    }

    /// <summary>A task has finished: it no longer holds any service.</summary>
    public void Release(int task)
    {
        if (_deferred.Contains(task))
        {
            return;
        }

        foreach (var held in Links.NeededBy(task))
        {
            if (--_services[held].Held == 0 && !_services[held].IsStandalone)
            {
                _freed.Enqueue(held);
            }
        }
    }

    /// <summary>Makes clean-up after failures wait for the services upstream of it to end, and hold them no longer.</summary>
    /// <returns>How many services it waits for; 0: it is too late.</returns>
    public int Defer(int task)
    {
        var awaited = 0;
        if (!_deferred.Contains(task))
        {
            foreach (var needed in Links.NeededBy(task))
            {
                if (_services[needed].Phase != ServicePhase.Over)
                {
                    _services[needed].Deferred.Add(task);
                    awaited++;
                }
            }

            Release(task);
            _deferred.Add(task);
        }

        return awaited;
    }

    /// <summary>A service upstream of deferred clean-up has failed: the clean-up waits only for that one, and holds the others again.</summary>
    /// <returns>How many services it no longer waits for.</returns>
    public int HoldAgain(int task, int failed)
    {
        var count = 0;
        if (_deferred.Remove(task))
        {
            foreach (var needed in Links.NeededBy(task))
            {
                var service = _services[needed];
                service.Held += service.Phase is ServicePhase.Stopping or ServicePhase.Over ? 0 : 1;
                count += needed != failed && service.Deferred.Remove(task) && !service.HasToldWaiters ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Ends a standalone service's own claim to live: it stops when no task holds it.</summary>
    public void EndStandalone(int task)
    {
        if (_services[task] is { IsStandalone: true } service)
        {
            service.IsStandalone = false;
            if (service.Held == 0)
            {
                _freed.Enqueue(task);
            }
        }
    }

    /// <summary>The run is stopped: no service is wanted any more, and none lives for its own sake.</summary>
    public void StopAll()
    {
        _toStart.Clear();
        foreach (var (task, service) in _services)
        {
            service.Phase = service.Phase == ServicePhase.Wanted ? ServicePhase.Armed : service.Phase;
            EndStandalone(task);
        }
    }
}
