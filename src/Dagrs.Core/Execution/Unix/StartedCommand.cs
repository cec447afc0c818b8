namespace Dagrs.Core.Execution.Unix;

/// <summary>The process of a command, a child of this one.</summary>
/// <param name="id">Its process id.</param>
/// <param name="output">The descriptor to read its output from; whoever started it reads and closes it.</param>
/// <param name="error">The same for its standard error; -1 when that is merged into its output.</param>
internal abstract class StartedCommand(int id, int output, int error)
{
    public int Id => id;

    public int Output => output;

    public int Error => error;

    /// <summary>Reaps it after its end; its process id may be reused afterwards. False when somebody else has reaped it.</summary>
    public abstract bool TryTakeStatus(out ExitStatus status);
}
