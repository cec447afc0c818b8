using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>Runs each command as a job of a cluster with Slurm. It knows no graph. Thread-safe.</summary>
internal sealed class SlurmExecutor : IExecutor
{
    /// <inheritdoc/>
    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);
}
