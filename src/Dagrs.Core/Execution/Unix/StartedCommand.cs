namespace Dagrs.Core.Execution.Unix;

/// <summary>The process of a command, a child of this one.</summary>
/// <param name="id">Its number.</param>
/// <param name="output">From here its output is read, by whoever has started it, who closes it then.</param>
/// <param name="error">The same for its errors; -1 when they come with its output.</param>
internal abstract class StartedCommand(int id, int output, int error)
{
    public int Id => id;

    public int Output => output;

    public int Error => error;

    /// <summary>Takes the status after its end; its number may be another's afterwards. False when somebody else has taken it.</summary>
    public abstract bool TryTakeStatus(out ExitStatus status);
}
