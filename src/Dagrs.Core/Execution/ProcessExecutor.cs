using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>The default executor: commands are processes of this machine, started without a library on Linux and by CliWrap elsewhere. Thread-safe.</summary>
internal sealed class ProcessExecutor : IExecutor, ISuspendable
{
    private readonly IExecutor _platform;

    /// <summary>Prepares to run commands. Whatever becomes of this process, they end with it.</summary>
    /// <param name="ownsProcess">
    /// True when this process does nothing but run commands, as dagrs itself. Then every descendant of it counts as theirs, also
    /// one whose parent has gone, and all die with it when it is killed. A program with other children leaves it false: then
    /// processes that a command left behind are known by the variable <c>DAGRS_RUN</c> that they inherited.
    /// </param>
    public ProcessExecutor(bool ownsProcess = false)
        : this(ownsProcess, null)
    {
    }

    /// <param name="ownsProcess">As above.</param>
    /// <param name="loop">Does what is needed beside the commands; null: timers and the thread pool do it.</param>
    internal ProcessExecutor(bool ownsProcess, MainLoop? loop) =>
        _platform = OperatingSystem.IsLinux() ? new UnixExecutor(ownsProcess, loop) : new CliWrapExecutor(ownsProcess, loop);

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
