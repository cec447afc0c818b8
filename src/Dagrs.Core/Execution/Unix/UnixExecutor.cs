using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>Runs commands on Linux and macOS by <c>posix_spawn</c>, each in a session of its own, watched by a thread of its own.</summary>
internal sealed class UnixExecutor : IExecutor
{
    private readonly Spawner _spawner = new();
    private readonly SlotThreads _threads = new();

    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        var execution = new UnixExecution(_spawner, invocation, output, stopTokens);
        try
        {
            _threads.Run(execution.Run);
        }
        catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
        {
            return Task.FromResult<Outcome>(new Outcome.NotStarted("could not be started: no more threads are allowed"));
        }

        return execution.Completion;
    }
}
