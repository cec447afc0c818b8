using System.ComponentModel;
using System.Diagnostics;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>Starts commands on Unix by CliWrap, and nothing more: its pipes are taken away from it, and it gets no token, since it would end but the one process. Thread-safe.</summary>
internal sealed class CliWrapStarter : ICommandStarter
{
    private const int TryAgain = 11; // EAGAIN
    private const int ThreadsOfRuntime = 4; // a worker of the pool, who watches over it, one that waits for processes, and one to spare

    private readonly CommandLine _commandLine = new();
    private readonly Lock _gate = new();
    private volatile RegisteredWaitHandle? _reserved;

    /// <param name="ownsProcess">True: the threads that CliWrap will need are reserved now.</param>
    public CliWrapStarter(bool ownsProcess)
    {
        Native.KeepIgnoredSignalsFromChildren();
        if (ownsProcess)
        {
            _ = TryReserve();
        }
    }

    /// <inheritdoc/>
    public string? TryStart(Invocation invocation, out StartedCommand command)
    {
        command = null!;
        var (words, problem) = _commandLine.Words(invocation);
        if (problem is not null)
        {
            return problem;
        }

        if (!TryReserve())
        {
            return "could not be started: " + Spawner.Explain(TryAgain);
        }

        var (output, error) = (new PipeTaker(), new PipeTaker());
        try
        {
            Process? process = null;
            var execution = _commandLine.Of(words, invocation, output, error)
                .ExecuteAsync(null, started => process = started, CancellationToken.None, CancellationToken.None);
            _ = execution.Task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            command = new Started(execution.ProcessId, process!, output, error);
            return null;
        }
        catch (Exception wrong) when (wrong is Win32Exception or OutOfMemoryException or ThreadStartException)
        {
            return "could not be started: " + Explain(wrong);
        }
    }

    // The runtime tells CliWrap of the end of a process by a thread that waits and those of the pool. Where no thread is to be had when the first is
    // needed, a process has begun and nobody knows of it; where none is to be had later, this process is ended. A wait for nothing keeps them.
    private bool TryReserve()
    {
        if (_reserved is not null)
        {
            return true;
        }

        lock (_gate)
        {
            try
            {
                // The pool ends this process when it gets no thread, so it is asked for only when there are some.
                if (_reserved is null)
                {
                    TryThreads();
                }

                ThreadPool.UnsafeQueueUserWorkItem(static _ => { }, null);
                _reserved ??= ThreadPool.UnsafeRegisterWaitForSingleObject(new ManualResetEvent(false), static (_, _) => { }, null, Timeout.Infinite, executeOnlyOnce: true);
                return true;
            }
            catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
            {
                return false;
            }
        }
    }

    private static void TryThreads()
    {
        using var mayEnd = new ManualResetEventSlim();
        var threads = new List<Thread>();
        try
        {
            for (var i = 0; i < ThreadsOfRuntime; i++)
            {
                var thread = new Thread(mayEnd.Wait) { IsBackground = true };
                thread.Start();
                threads.Add(thread);
            }
        }
        finally
        {
            mayEnd.Set();
            threads.ForEach(thread => thread.Join());
        }
    }

    // CliWrap wraps what the system says into words of its own.
    private static string Explain(Exception wrong) => wrong switch
    {
        { InnerException: Win32Exception inner } => Explain(inner),
        Win32Exception { NativeErrorCode: var number } => Spawner.Explain(number),
        _ => Spawner.Explain(TryAgain),
    };

    private sealed class Started(int id, Process process, PipeTaker output, PipeTaker error) : StartedCommand(id, output.Descriptor, error.Descriptor)
    {
        private const int FirstSignalCode = 128;
        private const int LastSignal = 31;

        // The runtime takes the status by itself, and gives a death by a signal the code that a shell gives it.
        public override bool TryTakeStatus(out ExitStatus status)
        {
            process.WaitForExit();
            var code = process.ExitCode;
            status = code is > FirstSignalCode and <= FirstSignalCode + LastSignal ? new(0, code - FirstSignalCode) : new(code, 0);
            output.Done();
            error.Done();
            return true;
        }
    }
}
