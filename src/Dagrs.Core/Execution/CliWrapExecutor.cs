using Dagrs.Core.Execution.CliWrap;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>
/// Starts commands by the library CliWrap, which is there on every system. What it lacks is made up for: groups of processes, stopping, orphans,
/// and a process in the background that holds the output. Arguments and inherited variables must be UTF-8, standard output and error come in nearly the order of
/// writing, and a code from 129 to 159 is taken for a death by a signal. Thread-safe.
/// </summary>
internal sealed class CliWrapExecutor : IExecutor, ISuspendable
{
    private readonly IExecutor _platform;

    /// <summary>Prepares to run commands.</summary>
    /// <param name="ownsProcess">As for <see cref="ProcessExecutor(bool)"/>.</param>
    public CliWrapExecutor(bool ownsProcess = false)
        : this(ownsProcess, null)
    {
    }

    /// <param name="ownsProcess">As above.</param>
    /// <param name="loop">Does what is needed beside the commands; null: timers and the thread pool do it.</param>
    internal CliWrapExecutor(bool ownsProcess, MainLoop? loop) => _platform = OperatingSystem.IsWindows()
        ? new PortableExecutor(loop ?? TimeProvider.System)
        : new UnixExecutor(ownsProcess, loop, () => new CliWrapStarter(ownsProcess));

    /// <inheritdoc/>
    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ArgumentNullException.ThrowIfNull(output);
        return _platform.ExecuteAsync(invocation, output, stopTokens);
    }

    /// <inheritdoc/>
    public Task<int> CleanUpAsync(string run, CancellationToken kill) => _platform.CleanUpAsync(run, kill);

    void ISuspendable.Suspend() => (_platform as ISuspendable)?.Suspend();

    void ISuspendable.Resume() => (_platform as ISuspendable)?.Resume();
}
