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

    [ThreadStatic]
    private static byte[]? _bufferOfThread;

    // In place: continuations run at once on this thread, and the end of one command starts the next without a thread switch.
    private readonly TaskCompletionSource<Outcome> _completion =
        new(invocation.EndsInPlace ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly OutputCapture? _capture = invocation.CapturesOutput ? new() : null;
    private int _pid;
    private CommandProcesses _processes = null!; // from the start on

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
        using (parts.Processes.Orphans.WhileStarting())
        {
            problem = parts.Spawner.TryStart(invocation, outputWrite, _capture is null ? outputWrite : errorWrite, out _pid);
            if (problem is null)
            {
                parts.Processes.Began(_pid, this);
            }
        }

        Close(outputWrite, errorWrite);
        if (problem is not null)
        {
            Close(outputRead, errorRead);
            return new Outcome.NotStarted(problem);
        }

        sink.Started(_pid);
        _processes = new(parts.Processes, invocation, _pid, stop.Kill);
        using var terminate = stop.Terminate.UnsafeRegister(static processes => ((CommandProcesses)processes!).Signal(Native.SIGTERM), _processes);
        using var kill = stop.Kill.UnsafeRegister(static processes => ((CommandProcesses)processes!).Signal(Native.SIGKILL), _processes);
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
            var ready = Native.poll(fds, 3, isAlone || (isTimeUp && !_processes.WasStopped) ? 0 : ended is not null || pidfd < 0 ? LookAgain : -1);
            if (isTimeUp && !_processes.WasStopped && (ready == 0 || ++lateReads > MostLateReads))
            {
                sink.Warn("has ended, but a process that it left in the background holds its output open; the run goes on without it");
                LeaveToReadOn(ref fds[0].Fd);
                LeaveToReadOn(ref fds[1].Fd);
                break;
            }

            // What is left of a stopped command may take its grace, and is heard, also what it wrote while it was looked for.
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
        if (ended is null && pidfd >= 0)
        {
            _ = Native.poll(&fds[2], 1, -1);
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
    private bool HasEnded() => Children.HasEnded(_pid);

    private Outcome Wait()
    {
        Children.WaitUntilEnded(_pid);
        while (_processes.WasStopped && _processes.IsAnythingLeft())
        {
            _ = Native.Sleep(LookAgain);
        }

        if (!_processes.TakeStatus(out var status))
        {
            return new Outcome.NotStarted("its exit status was taken by another part of this process");
        }

        parts.Processes.Orphans.ExceptNoLonger(_pid, this);
        _processes.WaitForGroup();
        var signal = status & 0x7f;
        var code = (status >> 8) & 0xff;
        return (_processes.WasStopped, signal, code) switch
        {
            (true, _, _) => new Outcome.Stopped(),
            (_, not 0, _) => new Outcome.Killed(Signals.NameOf(signal)) { Code = 128 + signal, Output = _capture?.Output ?? default },
            (_, _, not 0) => new Outcome.Exited(code) { Output = _capture?.Output ?? default },
            _ => _capture is null ? Outcome.Success : new Outcome.Succeeded { Output = _capture.Output },
        };
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
