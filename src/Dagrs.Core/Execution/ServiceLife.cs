namespace Dagrs.Core.Execution;

/// <summary>
/// What the runner of a service and the executor share about one process of it: how it is asked to stop, and what was seen of its end. Thread-safe.
/// </summary>
internal sealed class ServiceLife
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<bool>? _look;

    /// <summary>How long left-over processes may take to stop when it has ended by itself.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>The name of the signal that asks it to stop; null: none is sent, as it was asked otherwise.</summary>
    public string? StopSignal { get; set; } = Model.StopSignal.Usual;

    /// <summary>True when its command ended by itself but left processes running.</summary>
    public bool WentToBackground { get; set; }

    /// <summary>Completes when its command has ended; left-over processes may live on.</summary>
    public Task End => _end.Task;

    /// <summary>True when its command has ended.</summary>
    public bool HasEnded => _end.Task.IsCompleted || Volatile.Read(ref _look)?.Invoke() == true;

    /// <summary>Records that it has a process.</summary>
    /// <param name="hasEnded">Checks whether the process has ended.</param>
    public void Begin(Func<bool> hasEnded) => Volatile.Write(ref _look, hasEnded);

    /// <summary>Records that its command has ended.</summary>
    public void Finish() => _end.TrySetResult();
}
