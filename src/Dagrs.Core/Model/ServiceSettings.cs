namespace Dagrs.Core.Model;

/// <summary>What makes a task a service: when it is ready, and how it is stopped. Immutable.</summary>
internal sealed record ServiceSettings
{
    /// <summary>Ready once started, and stopped like any other task.</summary>
    public static ServiceSettings Default { get; } = new();

    /// <summary>When it is ready; null: once it has started.</summary>
    public ReadyCheck? Ready { get; init; }

    /// <summary>The signal that asks it to stop, such as <c>SIGINT</c>; null: SIGTERM, or none where a command does it.</summary>
    public string? StopSignal { get; init; }

    /// <summary>How long it may take to stop before it is killed; null: the same as for any task.</summary>
    public TimeSpan? StopGrace { get; init; }

    /// <summary>The command that asks it to stop before a signal does; null: none.</summary>
    public Command? StopCommand { get; init; }
}
