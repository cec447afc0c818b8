namespace Dagrs.Core.Execution;

/// <summary>One process of a service between the one who runs it and the executor: how it is asked to end, and what was seen of its end. Thread-safe.</summary>
internal sealed class ServiceLife
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<bool>? _look;

    /// <summary>How long what it leaves behind by itself may take to end.</summary>
    public required TimeSpan Grace { get; init; }

    /// <summary>The name of the signal that asks it to end; null: none is sent, as it was asked otherwise.</summary>
    public string? StopSignal { get; set; } = Model.StopSignal.Usual;

    /// <summary>True when its command ended by itself and processes of it lived on.</summary>
    public bool WentToBackground { get; set; }

    /// <summary>Ends when its command has ended; what it left behind may live on.</summary>
    public Task End => _end.Task;

    /// <summary>True when its command has ended.</summary>
    public bool HasEnded => _end.Task.IsCompleted || Volatile.Read(ref _look)?.Invoke() == true;

    /// <summary>It has a process.</summary>
    /// <param name="hasEnded">Looks whether it has ended.</param>
    public void Begin(Func<bool> hasEnded) => Volatile.Write(ref _look, hasEnded);

    /// <summary>Its command has ended.</summary>
    public void Finish() => _end.TrySetResult();
}
