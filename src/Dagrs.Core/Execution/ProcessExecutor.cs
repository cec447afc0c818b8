using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>The default executor: commands are processes of this machine. Thread-safe.</summary>
public sealed class ProcessExecutor : IExecutor
{
    private readonly IExecutor _platform = OperatingSystem.IsWindows() ? new PortableExecutor() : new UnixExecutor();

    /// <inheritdoc/>
    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ArgumentNullException.ThrowIfNull(output);
        return _platform.ExecuteAsync(invocation, output, stopTokens);
    }
}
