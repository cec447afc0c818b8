using System.Diagnostics.CodeAnalysis;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// The services of a run: how far each is, who holds it, and who waits for it. As pure as <see cref="Progress"/>, to whose rules it belongs and which says
/// what has become of tasks.
/// </summary>
internal sealed class Serving
{
    private readonly Dictionary<int, ServiceStatus> _services = [];
    private readonly IReadOnlySet<int> _lasting;
    private readonly HashSet<int> _putOff = []; // tasks that wait for a service
    private readonly HashSet<int> _asked = []; // of these, and of those that waited, the ones of which it is known that they run
    private readonly HashSet<int> _deferred = [];
    private readonly Queue<int> _freed = new();
    private readonly Queue<int> _toStart = new();
    private readonly Queue<int> _toStop = new();

    /// <param name="dag">What is run.</param>
    /// <param name="links">Who needs which service of it.</param>
    public Serving(Dag dag, ServiceLinks links)
    {
        Links = links;
        _lasting = LastingTasks.Of(dag);
        foreach (var service in links.Services)
        {
            _services.Add(service, new() { Held = links.HoldersOf(service).Count, Lasts = _lasting.Contains(service) });
        }
    }

    /// <summary>Who needs which service.</summary>
    public ServiceLinks Links { get; }

    /// <summary>How many services are alive.</summary>
    public int Alive { get; private set; }

    /// <summary>True when a service is to start, or to be looked at.</summary>
    public bool HasWanted => _toStart.Count > 0;

    /// <summary>How many tasks wait for services.</summary>
    public int PutOff => _putOff.Count;

    /// <summary>True for a service.</summary>
    public bool Has(int task, [NotNullWhen(true)] out ServiceStatus? service) => _services.TryGetValue(task, out service);

    /// <summary>True for a group of services alone that is there for its own sake: it is over when they are ready.</summary>
    public bool IsWantedGroup(int task) => _lasting.Contains(task);

    /// <summary>True for a task that waits for a service.</summary>
    public bool IsPutOff(int task) => _putOff.Contains(task);

    /// <summary>True for a task of which it is known that it runs.</summary>
    public bool IsAsked(int task) => _asked.Contains(task);

    /// <summary>The next service that is to start, though services before it may not be ready.</summary>
    public bool TryTakeWanted(out int service) => _toStart.TryDequeue(out service);

    /// <summary>The next service that is to be stopped.</summary>
    public bool TryTakeStopping(out int service) => _toStop.TryDequeue(out service);

    /// <summary>The next service that nobody holds any more.</summary>
    public bool TryTakeFreed(out int service) => _freed.TryDequeue(out service);

    /// <summary>Says that somebody needs a service, if it may start.</summary>
    public void Want(int task)
    {
        if (_services[task] is { Phase: ServicePhase.Armed } service)
        {
            service.Phase = ServicePhase.Wanted;
            _toStart.Enqueue(task);
        }
    }

    /// <summary>True when a task must wait for services that it needs; these are wanted then.</summary>
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

    /// <summary>It is known of a task that it runs, when it need not wait any more.</summary>
    public void NoteAsked(int task) => _asked.Add(task);

    /// <summary>Those who waited for a service and may look again whether they must wait for another.</summary>
    public List<int> Wake(ServiceStatus service)
    {
        List<int> woken = [.. service.Waiting];
        service.Waiting.Clear();
        woken.ForEach(task => _putOff.Remove(task));
        return woken;
    }

    /// <summary>A service was started.</summary>
    public void Start(ServiceStatus service)
    {
        service.Phase = ServicePhase.Starting;
        Alive++;
    }

    /// <summary>A service that was to start does not.</summary>
    public void Return(ServiceStatus service)
    {
        service.Phase = ServicePhase.Armed;
        Alive--;
    }

    /// <summary>A service is asked to end, and nobody counts on it any more.</summary>
    public void Stop(int task, ServiceStatus service)
    {
        if (service is { IsBroken: false, Phase: ServicePhase.Starting or ServicePhase.Ready })
        {
            service.Phase = ServicePhase.Stopping;
            _toStop.Enqueue(task);
        }
    }

    /// <summary>A service is over.</summary>
    public void End(ServiceStatus service)
    {
        Alive -= service.IsAlive ? 1 : 0;
        service.Phase = ServicePhase.Over;
    }

    /// <summary>A task is over: it holds no service any more.</summary>
    public void Release(int task)
    {
        if (_deferred.Contains(task))
        {
            return;
        }

        foreach (var held in Links.NeededBy(task))
        {
            if (--_services[held].Held == 0 && !_services[held].Lasts)
            {
                _freed.Enqueue(held);
            }
        }
    }

    /// <summary>A clean-up after failures waits for the ends of the services before it, and holds them no more.</summary>
    /// <returns>For how many it waits; 0: it is too late.</returns>
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

    /// <summary>A service before a clean-up that was deferred has failed: it waits for that one alone, and holds the others again.</summary>
    /// <returns>For how many it waits no more.</returns>
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

    /// <summary>A service lives no longer than others need it.</summary>
    public void EndLasting(int task)
    {
        if (_services[task] is { Lasts: true } service)
        {
            service.Lasts = false;
            if (service.Held == 0)
            {
                _freed.Enqueue(task);
            }
        }
    }

    /// <summary>The run is stopped: nobody is wanted any more, and none lives for its own sake.</summary>
    public void StopAll()
    {
        _toStart.Clear();
        foreach (var (task, service) in _services)
        {
            service.Phase = service.Phase == ServicePhase.Wanted ? ServicePhase.Armed : service.Phase;
            EndLasting(task);
        }
    }
}
