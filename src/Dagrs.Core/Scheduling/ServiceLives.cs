using System.Collections.Concurrent;
using Dagrs.Core.Execution;

namespace Dagrs.Core.Scheduling;

/// <summary>The live service processes of a run, by task. Thread-safe.</summary>
internal sealed class ServiceLives
{
    private readonly ConcurrentDictionary<int, ServiceLife> _lives = new();

    /// <summary>Called when a service is ready, with its results by name.</summary>
    public Action<int, IReadOnlyDictionary<string, string>?> WhenReady { get; set; } = (_, _) => { };

    /// <summary>Called when the process of a ready service has ended by itself.</summary>
    public Action<int> WhenBroken { get; set; } = _ => { };

    /// <summary>Whether the run was stopped, and not by a failure.</summary>
    public Func<bool> IsRunStopped { get; set; } = () => false;

    /// <summary>Registers the process of a service.</summary>
    public void Set(int task, ServiceLife life) => _lives[task] = life;

    /// <summary>True when the process of a service has ended, even if its end has not been reported yet.</summary>
    public bool HasEnded(int task) => _lives.TryGetValue(task, out var life) && life.HasEnded;
}
