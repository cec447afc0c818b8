using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>What the executors of commands have in common: one for this system does the work. It does not know which. Thread-safe.</summary>
/// <param name="platform">Does it.</param>
internal abstract class PlatformExecutor(IExecutor platform) : IExecutor, ISuspendable, IGuardsScreen
{
    /// <inheritdoc/>
    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ArgumentNullException.ThrowIfNull(output);
        return platform.ExecuteAsync(invocation, output, stopTokens);
    }

    /// <inheritdoc/>
    public Task<int> CleanUpAsync(string run, CancellationToken kill) => platform.CleanUpAsync(run, kill);

    void ISuspendable.Suspend() => (platform as ISuspendable)?.Suspend();

    void ISuspendable.Resume() => (platform as ISuspendable)?.Resume();

    void IGuardsScreen.TellScreen(bool hasArea) => (platform as IGuardsScreen)?.TellScreen(hasArea);
}
