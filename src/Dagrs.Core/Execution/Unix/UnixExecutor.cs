using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Runs commands on Linux and macOS, each watched by a thread of its own, and leaves no process behind. It does not know how they are started.
/// </summary>
internal sealed class UnixExecutor : IExecutor, ISuspendable, IGuardsScreen
{
    private readonly SlotThreads _threads;
    private readonly Lazy<UnixParts> _parts;
    private volatile bool _isOver;

    /// <param name="ownsProcess">True when this process does nothing but run commands, so that every descendant of it is theirs but for those that were there before.</param>
    /// <param name="loop">Does what is needed beside the commands; null: timers and the thread pool do it.</param>
    /// <param name="usual">What starts those that do not say it.</param>
    /// <param name="screen">The descriptor of a terminal on which something may stand that must not stay when this process is killed; null: there is none.</param>
    /// <param name="terminalGuard">How the program is called that takes a lent terminal back when this process is killed; null: nobody does.</param>
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
            // A program that returns from Main, or exits, while a run goes on. One that dies otherwise, of a signal say, is the guard's business:
            // what the program does about signals is its own, and is not looked at.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => EndWithProcess();
        }
    }

    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        if (_isOver)
        {
            return Task.FromResult<Outcome>(new Outcome.NotStarted("could not be started: the program is ending"));
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
        _parts.Value.Lender.Halt();
        _parts.Value.Processes.Suspend();
    }

    public void Resume()
    {
        if (_parts.IsValueCreated)
        {
            _parts.Value.Processes.Resume();
            _parts.Value.Lender.Continue();
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
            // What could not be made is thrown where a command is started, which can tell it.
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
            // Whoever needs it gets it thrown again, where it can be told.
        }
    }

    // A thread needs descriptors too, and its failure does not say which of the two were lacking.
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
