using System.ComponentModel;
using System.Diagnostics;
using CliWrap;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>One command from its start by CliWrap to its end. CliWrap starts it and reads it; when it is over, and how it is stopped, is decided here.</summary>
/// <param name="commandLine">Says what is started.</param>
/// <param name="processes">Looks after its processes; null on Windows, where its tree is all that is known.</param>
/// <param name="clock">By which it is waited.</param>
/// <param name="invocation">What to run.</param>
/// <param name="sink">Gets what it writes.</param>
internal sealed class CliWrapExecution(CommandLine commandLine, RunProcesses? processes, TimeProvider clock, Invocation invocation, IOutputSink sink)
{
    private const int MostLateReads = 64; // of a process that has ended
    private const int TryAgain = 11; // EAGAIN
    private const int FirstSignalCode = 128;
    private const int LastSignal = 31;
    private static readonly TimeSpan BackgroundHoldsOutput = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly OutputCapture? _capture = invocation.CapturesOutput ? new() : null;
    private volatile bool _wasStopped;

    /// <summary>Runs it.</summary>
    public async Task<Outcome> RunAsync(StopTokens stop)
    {
        var (words, problem) = commandLine.Words(invocation);
        if (problem is not null)
        {
            return new Outcome.NotStarted(problem);
        }

        var output = new DrainingTarget(bytes => Take(_capture is null ? OutputChannel.Merged : OutputChannel.Out, bytes, _capture));
        var error = new DrainingTarget(bytes => Take(_capture is null ? OutputChannel.Merged : OutputChannel.Error, bytes, null));
        int id;
        Process process;
        try
        {
            (id, process) = Start(words, output, error);
        }
        catch (Exception wrong) when (wrong is Win32Exception or OutOfMemoryException or ThreadStartException)
        {
            return new Outcome.NotStarted("could not be started: " + Explain(wrong));
        }

        var group = processes is null ? null : new CommandProcesses(processes, invocation, id, stop.Kill);
        using var terminate = stop.Terminate.UnsafeRegister(_ => Signal(group, process, Native.SIGTERM), null);
        using var kill = stop.Kill.UnsafeRegister(_ => Signal(group, process, Native.SIGKILL), null);
        var code = await _exited.Task.ConfigureAwait(false);
        while (group is { WasStopped: true } && group.IsAnythingLeft())
        {
            await Task.Delay(LookAgain, clock, CancellationToken.None).ConfigureAwait(false);
        }

        await DrainAsync(output, error).ConfigureAwait(false);
        group?.StatusIsTaken();
        processes?.Orphans.ExceptNoLonger(id, this);
        group?.WaitForGroup();
        return Describe(code, group?.WasStopped ?? _wasStopped);
    }

    private (int Id, Process Process) Start(IReadOnlyList<string> words, DrainingTarget output, DrainingTarget error)
    {
        Process? process = null;
        var command = Cli.Wrap(words[0])
            .WithArguments(words.Skip(1))
            .WithEnvironmentVariables(commandLine.Variables(invocation))
            .WithWorkingDirectory(invocation.Directory ?? "")
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(output)
            .WithStandardErrorPipe(error);
        using var starting = processes?.Orphans.WhileStarting();

        // Its own task ends with the output, which somebody in the background may hold for ever; and no token, since it would only end the one process.
        var execution = command.ExecuteAsync(null, started => process = Watch(started), CancellationToken.None, CancellationToken.None);
        _ = execution.Task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        processes?.Began(execution.ProcessId, this);
        return (execution.ProcessId, process!);
    }

    // CliWrap wraps what the system says into words of its own.
    private static string Explain(Exception wrong) => wrong switch
    {
        { InnerException: Win32Exception inner } => Explain(inner),
        Win32Exception { NativeErrorCode: var number } when !OperatingSystem.IsWindows() => Spawner.Explain(number),
        Win32Exception => wrong.Message,
        _ => Spawner.Explain(TryAgain),
    };

    private Process Watch(Process process)
    {
        process.Exited += (_, _) => Note(process);
        if (process.HasExited)
        {
            Note(process);
        }

        return process;
    }

    private void Note(Process process) => _exited.TrySetResult(process.ExitCode);

    private void Take(OutputChannel stream, ReadOnlySpan<byte> bytes, OutputCapture? capture)
    {
        lock (_gate)
        {
            capture?.Add(bytes);
            sink.Write(stream, bytes);
        }
    }

    private void Signal(CommandProcesses? group, Process process, int signal)
    {
        if (group is not null)
        {
            group.Signal(signal);
            return;
        }

        _wasStopped = true;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception over) when (over is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended.
        }
    }

    private async Task DrainAsync(DrainingTarget output, DrainingTarget error)
    {
        var ended = Task.WhenAll(output.Ended, error.Ended);
        if (await EndsWithinAsync(ended, BackgroundHoldsOutput).ConfigureAwait(false))
        {
            return;
        }

        var (before, last) = (output.Reads + error.Reads, -1);
        while (!ended.IsCompleted)
        {
            var reads = output.Reads + error.Reads;
            if ((reads == last && IsQuiet(output) && IsQuiet(error)) || reads - before > MostLateReads)
            {
                break;
            }

            last = reads;
            await EndsWithinAsync(ended, LookAgain).ConfigureAwait(false);
        }

        if (!ended.IsCompleted)
        {
            output.LetGo();
            error.LetGo();
            lock (_gate)
            {
                sink.Warn("has ended, but a process that it left in the background holds its output open; the run goes on without it");
            }
        }
    }

    private static bool IsQuiet(DrainingTarget target) => target.IsEmpty || target.Ended.IsCompleted;

    private async Task<bool> EndsWithinAsync(Task task, TimeSpan time)
    {
        if (task.IsCompleted)
        {
            return true;
        }

        await Task.WhenAny(task, Task.Delay(time, clock, CancellationToken.None)).ConfigureAwait(false);
        return task.IsCompleted;
    }

    private Outcome Describe(int code, bool wasStopped) => (wasStopped, code) switch
    {
        (true, _) => new Outcome.Stopped(),
        (_, > FirstSignalCode and <= FirstSignalCode + LastSignal) when processes is not null => new Outcome.Killed(Signals.NameOf(code - FirstSignalCode)) { Code = code },
        (_, not 0) => new Outcome.Exited(code) { Output = _capture?.Output ?? default },
        _ => _capture is null ? Outcome.Success : new Outcome.Succeeded { Output = _capture.Output },
    };
}
