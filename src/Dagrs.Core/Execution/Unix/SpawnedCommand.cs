namespace Dagrs.Core.Execution.Unix;

/// <summary>A command started by a system call; nobody else reaps it.</summary>
/// <inheritdoc cref="StartedCommand" path="/param"/>
internal sealed class SpawnedCommand(int id, int output, int error) : StartedCommand(id, output, error)
{
    /// <inheritdoc/>
    public override bool TryTakeStatus(out ExitStatus status)
    {
        var isTaken = Native.waitpid(Id, out var raw, 0) == Id;
        status = new((raw >> 8) & 0xff, raw & 0x7f);
        return isTaken;
    }
}
