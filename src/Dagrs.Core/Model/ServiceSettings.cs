namespace Dagrs.Core.Model;

/// <summary>What makes a task a service: when it is ready, and how it is stopped. Immutable.</summary>
internal sealed record ServiceSettings
{
    /// <summary>Ready once it has started, and stopped as any other task.</summary>
    public static ServiceSettings Default { get; } = new();

    /// <summary>When it is ready; null: once it has started.</summary>
    public ReadyCheck? Ready { get; init; }

    /// <summary>The signal that asks it to end, such as <c>SIGINT</c>; null: SIGTERM, or none where a command does it.</summary>
    public string? StopSignal { get; init; }

    /// <summary>How long it may take to end before it is killed; null: as long as any task.</summary>
    public TimeSpan? StopGrace { get; init; }

    /// <summary>What asks it to end before a signal does; null: nothing.</summary>
    public Command? StopCommand { get; init; }
}
