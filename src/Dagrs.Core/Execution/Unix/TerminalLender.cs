using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Execution.Unix;

/// <summary>Starts commands that get the terminal, one at a time, and lends it to them. It does not wait for them. Thread-safe.</summary>
/// <param name="spawner">Starts processes.</param>
/// <param name="orphans">The registry of children that are waited for.</param>
/// <param name="ownsProcess">True when somebody suspends and resumes the commands with this process, on SIGTSTP.</param>
/// <param name="guard">The command line of the program that takes the terminal back if this process is killed; null: none.</param>
[SuppressMessage("Design", "CA1001", Justification = "Whoever it is lent to gives it back.")]
internal sealed class TerminalLender(Spawner spawner, Orphans orphans, bool ownsProcess, IReadOnlyList<string>? guard)
{
    private const int Moment = 200; // ms

    private readonly Lazy<SessionTerminal?> _terminal = new(SessionTerminal.Open);
    private volatile LentTerminal? _lent;

    /// <summary>True when there is a terminal to lend.</summary>
    public bool CanLend => SessionTerminal.IsThere && _terminal.Value is not null;

    /// <summary>Lends it until the result is disposed of.</summary>
    public LentTerminal Lend() => _lent = new(_terminal.Value!, (terminal, group, modes) => guard is null ? null : TerminalGuard.TryStart(spawner, orphans, guard, terminal, group, modes));

    /// <summary>Starts a command with the standard descriptors of this process.</summary>
    /// <returns>Null, or why it could not be started.</returns>
    public string? TryStart(Invocation invocation, out StartedCommand command)
    {
        var problem = spawner.TryStartWithTerminal(invocation, out var id);
        command = problem is null ? new SpawnedCommand(id, -1, -1) : null!;
        return problem;
    }

    /// <summary>Waits until a command has ended; when it is suspended, suspends this process with all tasks.</summary>
    public void Await(int process, LentTerminal lent)
    {
        while (Children.WaitForStop(process) is > 0 and var signal)
        {
            if (lent.WasSuspended(signal))
            {
                SuspendOwnGroup(lent);
            }
        }
    }

    /// <summary>This process is about to be suspended.</summary>
    public void Suspend() => _lent?.Suspend();

    /// <summary>This process was resumed, or a shell has put it in the foreground.</summary>
    public void Resume() => _lent?.Resume();

    // Like Ctrl-Z: the other members of our process group, which wait for dagrs, are suspended too, so that the shell sees its job stopped. The
    // owner of the process handles the signal and calls Suspend and Resume; otherwise the signal's default applies, and the program resumes here.
    private void SuspendOwnGroup(LentTerminal lent)
    {
        _ = Native.kill(0, Native.SIGTSTP);
        if (!ownsProcess)
        {
            _ = Native.Sleep(Moment);
            lent.Resume();
        }
    }
}
