using System.Diagnostics;
using System.Runtime.InteropServices;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>One command from its start to its end, on a thread that waits for it.</summary>
internal sealed unsafe class UnixExecution(UnixParts parts, Invocation invocation, IOutputSink sink, StopTokens stop)
{
    private const int FirstBuffer = 4 * 1024; // enough for what most commands write at once
    private const int LargestBuffer = 64 * 1024; // what a pipe holds
    private const int LookAgain = 20; // ms
    private const int MostLateReads = 64; // of a process that has ended: what a pipe of 1 MiB holds, in the smallest pieces likely
    private static readonly TimeSpan BackgroundHoldsOutput = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan MostAfterKill = TimeSpan.FromSeconds(2);

    [ThreadStatic]
    private static byte[]? _bufferOfThread;

    // In place: continuations run at once on this thread, and the end of one command starts the next without a thread switch.
    private readonly TaskCompletionSource<Outcome> _completion =
        new(invocation.EndsInPlace ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _gate = new();
    private readonly OutputCapture? _capture = invocation.CapturesOutput ? new() : null;
    private int _pid;
    private bool _isOver;
    private bool _wasStopped;
    private long? _killed;

    public static Outcome.NotStarted NoDescriptors { get; } = new("could not be started: no file descriptors are left (EMFILE)");

    public Task<Outcome> Completion => _completion.Task;

    public void Run()
    {
        Outcome outcome;
        try
        {
            outcome = Execute();
        }
        catch (Exception bug)
        {
            _completion.SetException(bug);
            return;
        }

        _completion.SetResult(outcome);
    }

    private Outcome Execute()
    {
        if (stop.Terminate.IsCancellationRequested)
        {
            return new Outcome.Stopped();
        }

        var errorRead = -1;
        var errorWrite = -1;
        if (!Native.TryPipe(out var outputRead, out var outputWrite))
        {
            return NoDescriptors;
        }

        if (_capture is not null && !Native.TryPipe(out errorRead, out errorWrite))
        {
            Close(outputRead, outputWrite);
            return NoDescriptors;
        }

        string? problem;
        using (parts.Orphans.WhileStarting())
        {
            problem = parts.Spawner.TryStart(invocation, outputWrite, _capture is null ? outputWrite : errorWrite, out _pid);
            parts.Orphans.Except(_pid, this);
        }

        Close(outputWrite, errorWrite);
        if (problem is not null)
        {
            Close(outputRead, errorRead);
            return new Outcome.NotStarted(problem);
        }

        using var terminate = stop.Terminate.UnsafeRegister(static self => ((UnixExecution)self!).Signal(Native.SIGTERM), this);
        using var kill = stop.Kill.UnsafeRegister(static self => ((UnixExecution)self!).Signal(Native.SIGKILL), this);
        Drain(outputRead, errorRead);
        return Wait();
    }

    private void Drain(int output, int error)
    {
        var pidfd = Native.OpenPidfd(_pid);
        var fds = stackalloc Native.PollFd[3];
        fds[0] = new() { Fd = output, Events = Native.POLLIN };
        fds[1] = new() { Fd = error, Events = Native.POLLIN };
        fds[2] = new() { Fd = pidfd, Events = Native.POLLIN };
        long? ended = null;
        var isAlone = false;
        var lateReads = 0;
        while (fds[0].Fd >= 0 || fds[1].Fd >= 0)
        {
            var isTimeUp = ended is not null && Stopwatch.GetElapsedTime(ended.Value) >= BackgroundHoldsOutput;
            var ready = Native.poll(fds, 3, isAlone || (isTimeUp && !_wasStopped) ? 0 : ended is not null || pidfd < 0 ? LookAgain : parts.Orphans.MostPatience);
            parts.Orphans.Remind();
            if (isTimeUp && !_wasStopped && (ready == 0 || ++lateReads > MostLateReads))
            {
                sink.Warn("has ended, but a process that it left in the background holds its output open; the run goes on without it");
                LeaveToReadOn(ref fds[0].Fd);
                LeaveToReadOn(ref fds[1].Fd);
                break;
            }

            // What is left of a stopped command may take its grace, and is heard, also what it wrote while it was looked for.
            if (isTimeUp && _wasStopped && ready == 0)
            {
                if (isAlone)
                {
                    break;
                }

                isAlone = !IsAnythingLeft();
                continue;
            }

            if (ready > 0 && fds[0].Happened != 0)
            {
                Read(ref fds[0].Fd, _capture is null ? OutputChannel.Merged : OutputChannel.Out, _capture);
            }

            if (ready > 0 && fds[1].Happened != 0)
            {
                Read(ref fds[1].Fd, OutputChannel.Error, null);
            }

            if (ended is null && (pidfd < 0 ? HasEnded() : ready > 0 && fds[2].Happened != 0))
            {
                ended = Stopwatch.GetTimestamp();
                fds[2].Fd = -1;
            }
        }

        // It has closed its output and lives on, or its end is just not seen yet.
        while (ended is null && pidfd >= 0 && Native.poll(&fds[2], 1, parts.Orphans.MostPatience) == 0)
        {
            parts.Orphans.Remind();
        }

        Close(fds[0].Fd, fds[1].Fd, pidfd);
    }

    private void Read(ref int fd, OutputChannel stream, OutputCapture? capture)
    {
        var buffer = _bufferOfThread ??= new byte[FirstBuffer];
        nint count;
        fixed (byte* start = buffer)
        {
            count = Native.read(fd, start, (nuint)buffer.Length);
        }

        if (count < 0 && Marshal.GetLastPInvokeError() == Native.EINTR)
        {
            return;
        }

        if (count > 0)
        {
            var bytes = buffer.AsSpan(0, (int)count);
            capture?.Add(bytes);
            sink.Write(stream, bytes);
            if (count == buffer.Length && count < LargestBuffer)
            {
                _bufferOfThread = GC.AllocateUninitializedArray<byte>(LargestBuffer);
            }
        }
        else
        {
            Close(fd);
            fd = -1;
        }
    }

    // Closing the pipe would end the background process at its next line; nobody wants to hear it, but it may be wanted.
    private void LeaveToReadOn(ref int fd)
    {
        var left = fd;
        fd = -1;
        if (left < 0)
        {
            return;
        }

        try
        {
            parts.Threads.Run(() =>
            {
                var buffer = stackalloc byte[1024];
                while (Native.read(left, buffer, 1024) > 0)
                {
                }

                _ = Native.close(left);
            });
        }
        catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
        {
            // Nobody reads then, but it stays open: a server that prints little lives on.
        }
    }

    // Looks without taking the status, so that the process stays ours to signal until Wait takes it.
    private bool HasEnded() => Native.HasEnded(_pid);

    private Outcome Wait()
    {
        Native.WaitUntilEnded(_pid);
        while (_wasStopped && IsAnythingLeft())
        {
            _ = Native.poll(null, 0, LookAgain);
        }

        int status;
        lock (_gate)
        {
            _isOver = true;
            if (Native.waitpid(_pid, out status, 0) != _pid)
            {
                return new Outcome.NotStarted("its exit status was taken by another part of this process");
            }
        }

        parts.Orphans.ExceptNoLonger(_pid, this);
        var signal = status & 0x7f;
        var code = (status >> 8) & 0xff;
        return (_wasStopped, signal, code) switch
        {
            (true, _, _) => new Outcome.Stopped(),
            (_, not 0, _) => new Outcome.Killed(Signals.NameOf(signal)) { Code = 128 + signal },
            (_, _, not 0) => new Outcome.Exited(code) { Output = _capture?.Output ?? default },
            _ => _capture is null ? Outcome.Success : new Outcome.Succeeded { Output = _capture.Output },
        };
    }

    // Called for all commands of a run one after the other when it is stopped, so the search for those that have left the group is done elsewhere.
    private void Signal(int signal)
    {
        lock (_gate)
        {
            if (_isOver || (!_wasStopped && HasEnded()))
            {
                return;
            }

            _wasStopped = true;
            _ = Native.kill(-_pid, signal);
        }

        var ask = parts.Search.Ask();
        ThreadPool.UnsafeQueueUserWorkItem(_ => SignalDeserters(ask, signal), null);
    }

    private void SignalDeserters(long ask, int signal)
    {
        foreach (var process in parts.Search.Find(ask, invocation, _pid))
        {
            if (process.Group != _pid)
            {
                _ = Native.kill(process.Id, signal);
            }
        }
    }

    // A stopped command is over when all its processes are, so that its next attempt does not meet them. They get the grace too.
    private bool IsAnythingLeft()
    {
        var left = parts.Search.Find(parts.Search.Ask(), invocation, _pid);
        if (stop.Kill.IsCancellationRequested)
        {
            _killed ??= Stopwatch.GetTimestamp();
            left.ForEach(process => Native.kill(process.Id, Native.SIGKILL));
        }

        return left.Count > 0 && (_killed is null || Stopwatch.GetElapsedTime(_killed.Value) < MostAfterKill);
    }

    private static void Close(params ReadOnlySpan<int> fds)
    {
        foreach (var fd in fds)
        {
            if (fd >= 0)
            {
                _ = Native.close(fd);
            }
        }
    }
}
