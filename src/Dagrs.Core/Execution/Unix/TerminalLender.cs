using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Execution.Unix;

/// <summary>Starts commands that get the terminal, of which there is one at a time, and lends it to them. It does not wait for them. Thread-safe.</summary>
/// <param name="spawner">Starts processes.</param>
/// <param name="orphans">The children that nobody waits for.</param>
/// <param name="ownsProcess">True when somebody halts and continues the commands with this process, when it is sent SIGTSTP.</param>
/// <param name="guard">How the program is called that takes the terminal back when this one was killed; null: nobody does.</param>
[SuppressMessage("Design", "CA1001", Justification = "Whoever it is lent to gives it back.")]
internal sealed class TerminalLender(Spawner spawner, Orphans orphans, bool ownsProcess, IReadOnlyList<string>? guard)
{
    private const int Moment = 200; // ms

    private readonly Lazy<SessionTerminal?> _terminal = new(SessionTerminal.Open);
    private volatile LentTerminal? _lent;

    /// <summary>True when there is a terminal to be lent.</summary>
    public bool CanLend => SessionTerminal.IsThere && _terminal.Value is not null;

    /// <summary>Lends it until what is returned is disposed of.</summary>
    public LentTerminal Lend() => _lent = new(_terminal.Value!, (terminal, group, modes) => guard is null ? null : TerminalGuard.TryStart(spawner, orphans, guard, terminal, group, modes));

    /// <summary>Starts a command with the standard descriptors of this process.</summary>
    /// <returns>Null, or why it could not be started.</returns>
    public string? TryStart(Invocation invocation, out StartedCommand command)
    {
        var problem = spawner.TryStartWithTerminal(invocation, out var id);
        command = problem is null ? new SpawnedCommand(id, -1, -1) : null!;
        return problem;
    }

    /// <summary>Waits until a command is over, and halts this process with all tasks when it is halted.</summary>
    public void Await(int process, LentTerminal lent)
    {
        while (Children.WaitForHalt(process) is > 0 and var signal)
        {
            if (lent.WasHalted(signal))
            {
                HaltOwnGroup(lent);
            }
        }
    }

    /// <summary>This process is about to stand still.</summary>
    public void Halt() => _lent?.Halt();

    /// <summary>This process goes on, or a shell has put it in the foreground.</summary>
    public void Continue() => _lent?.Continue();

    // As Ctrl-Z does: whoever waits for dagrs in its group is halted too, so that the shell sees its job halted. Whoever owns the process hears
    // of it and calls Halt and Continue; otherwise the signal does what it does to the program, which goes on here.
    private void HaltOwnGroup(LentTerminal lent)
    {
        _ = Native.kill(0, Native.SIGTSTP);
        if (!ownsProcess)
        {
            _ = Native.Sleep(Moment);
            lent.Continue();
        }
    }
}
