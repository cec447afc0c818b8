namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Starts commands by system calls. Standard output and error share a pipe, so their order is kept, unless the output is captured. Thread-safe.
/// </summary>
internal sealed class DirectStarter(Spawner spawner) : ICommandStarter
{
    /// <inheritdoc/>
    public string? TryStart(Invocation invocation, out StartedCommand command)
    {
        command = null!;
        var errorRead = -1;
        var errorWrite = -1;
        if (!Native.TryPipe(out var outputRead, out var outputWrite))
        {
            return Spawner.NoDescriptors;
        }

        if (invocation.CapturesOutput && !Native.TryPipe(out errorRead, out errorWrite))
        {
            Native.CloseAll(outputRead, outputWrite);
            return Spawner.NoDescriptors;
        }

        var problem = spawner.TryStart(invocation, outputWrite, invocation.CapturesOutput ? errorWrite : outputWrite, out var pid);
        Native.CloseAll(outputWrite, errorWrite);
        if (problem is not null)
        {
            Native.CloseAll(outputRead, errorRead);
            return problem;
        }

        command = new SpawnedCommand(pid, outputRead, errorRead);
        return null;
    }
}
