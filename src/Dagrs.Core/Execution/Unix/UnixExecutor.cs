using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Runs commands on Linux and macOS, each watched by its own thread, and leaves no process behind. It does not know how they are started.
/// </summary>
internal sealed class UnixExecutor : IExecutor, ISuspendable, IGuardsScreen
{
    private readonly SlotThreads _threads;
    private readonly Lazy<UnixParts> _parts;
    private volatile bool _isOver;

    /// <param name="ownsProcess">True when this process does nothing but run commands, so that every descendant is theirs except those that existed
    /// before.</param>
    /// <param name="loop">Runs work beside the commands; null: timers and the thread pool do.</param>
    /// <param name="usual">What starts the commands that declare no executor.</param>
    /// <param name="screen">The descriptor of a terminal that may show something to be erased when this process is killed; null: none.</param>
    /// <param name="terminalGuard">The command line of the program that takes back a lent terminal when this process is killed; null: none.</param>
    public UnixExecutor(bool ownsProcess, MainLoop? loop, ExecutorKind usual, int? screen = null, IReadOnlyList<string>? terminalGuard = null)
    {
        _threads = new(keep: ownsProcess);
        _parts = new(() =>
        {
            var spawner = new Spawner();
            var processes = new RunProcesses(spawner, ownsProcess, loop, screen);
            return new(new ChosenStarter(spawner, usual), _threads, processes, new TerminalLender(spawner, processes.Orphans, ownsProcess, terminalGuard));
        });
        if (ownsProcess)
        {
            _threads.Begin(GetReadyEarly); // while the caller prepares the run
        }
        else
        {
            // Covers a program that returns from Main, or exits, during a run. If it dies otherwise, of a signal say, the watchdog takes over: how
            // the
            // program handles signals is its own affair.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => EndWithProcess();
        }
    }

    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        if (_isOver)
        {
            return Task.FromResult<Outcome>(new Outcome.NotStarted("could not be started: the program is shutting down"));
        }

        _parts.Value.Processes.Prepare(invocation.Run, output);
        var execution = new UnixExecution(_parts.Value, invocation, output, stopTokens);
        try
        {
            _threads.Run(execution.Run);
        }
        catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
        {
            return Task.FromResult<Outcome>(new Outcome.NotStarted(WhyNoThread()));
        }

        return execution.Completion;
    }

    public Task<int> CleanUpAsync(string run, CancellationToken kill) => _parts.Value.Processes.CleanUpAsync(run, kill);

    public void Suspend()
    {
        _parts.Value.Lender.Suspend();
        _parts.Value.Processes.Suspend();
    }

    public void Resume()
    {
        if (_parts.IsValueCreated)
        {
            _parts.Value.Processes.Resume();
            _parts.Value.Lender.Resume();
        }
    }

    public void TellScreen(bool hasArea)
    {
        try
        {
            _parts.Value.Processes.TellScreen(hasArea);
        }
        catch (Exception)
        {
            // A failure is thrown again where a command is started, which can report it.
        }
    }

    private void EndWithProcess()
    {
        _isOver = true;
        if (_parts.IsValueCreated)
        {
            _parts.Value.Processes.KillAll();
        }
    }

    private void GetReadyEarly()
    {
        try
        {
            _ = _parts.Value;
        }
        catch (Exception)
        {
            // Thrown again for whoever needs it, where it can be reported.
        }
    }

    // A thread needs descriptors too, and its failure does not say which of the two ran out.
    private static string WhyNoThread()
    {
        if (Native.TryPipe(out var readEnd, out var writeEnd))
        {
            _ = Native.close(readEnd);
            _ = Native.close(writeEnd);
            return "could not be started: no more threads or processes are allowed (EAGAIN)";
        }

        return Spawner.NoDescriptors;
    }
}
