using Dagrs.Core.Execution.CliWrap;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>
/// Runs commands by the library CliWrap, which is there on every system. What it lacks is made up for: groups of processes, stopping, orphans,
/// and a process in the background that holds the output. Arguments and inherited variables must be UTF-8, standard output and error come in nearly the order of
/// writing, and a code from 129 on is taken for a death by a signal. Thread-safe.
/// </summary>
public sealed class CliWrapExecutor : IExecutor, ISuspendable
{
    private readonly Lazy<CommandLine> _commandLine = new(() => new());
    private readonly Lazy<RunProcesses>? _processes;
    private readonly MainLoop? _loop;

    /// <summary>Prepares to run commands.</summary>
    /// <param name="ownsProcess">As for <see cref="ProcessExecutor(bool)"/>.</param>
    public CliWrapExecutor(bool ownsProcess = false)
        : this(ownsProcess, null)
    {
    }

    /// <param name="ownsProcess">As above.</param>
    /// <param name="loop">Does what is needed beside the commands; null: timers and the thread pool do it.</param>
    internal CliWrapExecutor(bool ownsProcess, MainLoop? loop)
    {
        _loop = loop;
        _processes = OperatingSystem.IsWindows() ? null : new(() => new(new Spawner(), ownsProcess, loop));
    }

    /// <inheritdoc/>
    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        ArgumentNullException.ThrowIfNull(output);
        if (stopTokens.Terminate.IsCancellationRequested)
        {
            return Task.FromResult<Outcome>(new Outcome.Stopped());
        }

        _processes?.Value.Prepare(invocation.Run, output);
        return new CliWrapExecution(_commandLine.Value, _processes?.Value, _loop ?? TimeProvider.System, invocation, output).RunAsync(stopTokens);
    }

    /// <inheritdoc/>
    public Task<int> CleanUpAsync(string run, CancellationToken kill) =>
        _processes is null ? Task.FromResult(0) : _processes.Value.CleanUpAsync(run, kill);

    void ISuspendable.Suspend() => _processes?.Value.Suspend();

    void ISuspendable.Resume() => _processes?.Value.Resume();
}
