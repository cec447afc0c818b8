using System.Diagnostics;
using System.Runtime.InteropServices;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>One command from start to end, on a thread that waits for it.</summary>
internal sealed unsafe class UnixExecution(UnixParts parts, Invocation invocation, IOutputSink sink, StopTokens stop)
{
    private const int FirstBuffer = 4 * 1024; // enough for what most commands write at once
    private const int LargestBuffer = 64 * 1024; // the capacity of a pipe
    private const int LookAgain = 20; // ms

    [ThreadStatic]
    private static byte[]? _bufferOfThread;

    // In place: continuations run synchronously on this thread, so the end of one command starts the next without a thread switch.
    private readonly TaskCompletionSource<Outcome> _completion =
        new(invocation.EndsInPlace ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly OutputCapture? _capture = invocation.CapturesOutput ? new() : null;
    private StartedCommand _command = null!; // set at the start
    private CommandProcesses _processes = null!; // set at the start

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
        return invocation.Interactive && parts.Lender.CanLend ? Interact() : Carry(lent: null);
    }

    // It writes to the terminal directly, so there is no output to read.
    private Outcome Interact()
    {
        var told = sink as ITerminalObserver;
        told?.Lent(stop.Terminate);
        try
        {
            using var lent = parts.Lender.Lend();
            return Carry(lent);
        }
        finally
        {
            told?.Returned();
        }
    }

    private Outcome Carry(LentTerminal? lent)
    {
        if (stop.Terminate.IsCancellationRequested)
        {
            return new Outcome.Stopped();
        }

        string? problem;
        using (parts.Processes.Orphans.WhileStarting())
        {
            problem = lent is null ? parts.Starter.TryStart(invocation, out _command) : parts.Lender.TryStart(invocation, out _command);
            if (problem is null)
            {
                parts.Processes.Began(_command.Id, this);
            }
        }

        if (problem is not null)
        {
            return new Outcome.NotStarted(problem);
        }

        lent?.Give(_command.Id);
        invocation.Life?.Begin(HasEnded);
        sink.Started(_command.Id);
        _processes = new(parts.Processes, invocation, _command.Id, stop.Kill);
        using var terminate = stop.Terminate.UnsafeRegister(static processes => ((CommandProcesses)processes!).Ask(), _processes);
        using var kill = stop.Kill.UnsafeRegister(static processes => ((CommandProcesses)processes!).Signal(Native.SIGKILL), _processes);
        if (lent is null)
        {
            Drain(_command.Output, _command.Error);
        }
        else
        {
            parts.Lender.Await(_command.Id, lent);
        }

        return Wait();
    }

    private void Drain(int output, int error)
    {
        var pidfd = Native.OpenPidfd(_command.Id);
        var fds = stackalloc Native.PollFd[3];
        fds[0] = new() { Fd = output, Events = Native.POLLIN };
        fds[1] = new() { Fd = error, Events = Native.POLLIN };
        fds[2] = new() { Fd = pidfd, Events = Native.POLLIN };
        long? ended = null;
        var isAlone = false;
        var lateReads = 0;
        while (fds[0].Fd >= 0 || fds[1].Fd >= 0)
        {
            var isTimeUp = ended is not null && Stopwatch.GetElapsedTime(ended.Value) >= HeldOutput.Patience;
            var ready = Native.poll(fds, 3, isAlone || (isTimeUp && !_processes.WasStopped) ? 0 : ended is not null || pidfd < 0 ? LookAgain : -1);
            if (isTimeUp && !_processes.WasStopped && (ready == 0 || ++lateReads > HeldOutput.MostLateReads))
            {
                if (invocation.Life is null)
                {
                    sink.Warn(HeldOutput.Warning); // a service gets another message
                }

                LeaveToReadOn(ref fds[0].Fd);
                LeaveToReadOn(ref fds[1].Fd);
                break;
            }

            // The rest of a stopped command may use its grace period, and its output is still read, including what it wrote during the search.
            if (isTimeUp && _processes.WasStopped && ready == 0)
            {
                if (isAlone)
                {
                    break;
                }

                isAlone = !_processes.IsAnythingLeft();
                continue;
            }

            if (ready > 0 && fds[0].Happened != 0)
            {
                Read(ref fds[0].Fd, error < 0 ? OutputChannel.Merged : OutputChannel.Out, _capture);
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

        // It has closed its output but lives on, or its end has not been noticed yet.
        if (ended is null && pidfd >= 0)
        {
            _ = Native.poll(&fds[2], 1, -1);
        }

        Native.CloseAll(fds[0].Fd, fds[1].Fd, pidfd);
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
            _ = Native.close(fd);
            fd = -1;
        }
    }

    // Closing the pipe would kill the background process at its next write; its output is not wanted, but the process may be.
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
            // Then nobody reads, but the pipe stays open: a server that prints little lives on.
        }
    }

    // Without reaping it, so that the process id stays ours to signal until Wait.
    private bool HasEnded() => Children.HasEnded(_command.Id);

    // What a service that has ended by itself leaves behind is ended too.
    private void EndRest(ServiceLife life)
    {
        var ended = Stopwatch.GetTimestamp();
        while (!_processes.WasStopped && _processes.IsAnythingLeft())
        {
            if (Stopwatch.GetElapsedTime(ended) >= HeldOutput.Patience)
            {
                life.WentToBackground = true;
                _processes.EndRest(life.Grace);
                return;
            }

            _ = Native.Sleep(LookAgain);
        }
    }

    private Outcome Wait()
    {
        Children.WaitUntilEnded(_command.Id);
        if (invocation.Life is { } life)
        {
            life.Finish();
            EndRest(life);
        }

        while (_processes.WasStopped && _processes.IsAnythingLeft())
        {
            _ = Native.Sleep(LookAgain);
        }

        if (!_processes.TakeStatus(_command, out var status))
        {
            return new Outcome.NotStarted("its exit status was reaped by another part of this process");
        }

        parts.Processes.Orphans.ExceptNoLonger(_command.Id, this);
        _processes.WaitForGroup();
        return (_processes.WasStopped, status.Signal, status.Code) switch
        {
            (true, _, _) => new Outcome.Stopped(),
            (_, not 0, _) => new Outcome.Killed(Signals.NameOf(status.Signal)) { Code = 128 + status.Signal, Output = _capture?.Output ?? default },
            (_, _, not 0) => new Outcome.Exited(status.Code) { Output = _capture?.Output ?? default },
            _ => _capture is null ? Outcome.Success : new Outcome.Succeeded { Output = _capture.Output },
        };
    }
}
