using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>The common base of command executors: delegates to the executor for this system. It does not know which that is. Thread-safe.</summary>
/// <param name="platform">The executor for this system.</param>
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
