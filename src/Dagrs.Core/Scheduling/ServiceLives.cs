using System.Collections.Concurrent;
using Dagrs.Core.Execution;

namespace Dagrs.Core.Scheduling;

/// <summary>The processes of the services of a run that are alive, by their tasks. Thread-safe.</summary>
internal sealed class ServiceLives
{
    private readonly ConcurrentDictionary<int, ServiceLife> _lives = new();

    /// <summary>Called when a service is ready, with its results by name.</summary>
    public Action<int, IReadOnlyDictionary<string, string>?> WhenReady { get; set; } = (_, _) => { };

    /// <summary>Called when the process of one that was ready has ended by itself.</summary>
    public Action<int> WhenBroken { get; set; } = _ => { };

    /// <summary>Whether the run was stopped, and not by a failure.</summary>
    public Func<bool> IsRunStopped { get; set; } = () => false;

    /// <summary>A service has a process.</summary>
    public void Set(int task, ServiceLife life) => _lives[task] = life;

    /// <summary>True when the process of a service has ended, though its end may not have been told.</summary>
    public bool HasEnded(int task) => _lives.TryGetValue(task, out var life) && life.HasEnded;
}
