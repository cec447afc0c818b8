using System.ComponentModel;
using System.Diagnostics;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>
/// One command on Windows, started by CliWrap, from start to end. This class decides when it has ended; of its processes it knows only the process
/// tree.
/// </summary>
/// <param name="commandLine">Builds what is started.</param>
/// <param name="clock">The clock for waits.</param>
/// <param name="invocation">What to run.</param>
/// <param name="sink">Gets its output.</param>
internal sealed class CliWrapExecution(CommandLine commandLine, TimeProvider clock, Invocation invocation, IOutputSink sink)
{
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly OutputCapture? _capture = invocation.CapturesOutput ? new() : null;
    private volatile bool _wasStopped;

    /// <summary>Runs it.</summary>
    public async Task<Outcome> RunAsync(StopTokens stop)
    {
        if (stop.Terminate.IsCancellationRequested)
        {
            return new Outcome.Stopped();
        }

        var (words, problem) = commandLine.Words(invocation);
        if (problem is not null)
        {
            return new Outcome.NotStarted(problem);
        }

        var output = new DrainingTarget(bytes => Take(_capture is null ? OutputChannel.Merged : OutputChannel.Out, bytes, _capture));
        var error = new DrainingTarget(bytes => Take(_capture is null ? OutputChannel.Merged : OutputChannel.Error, bytes, null));
        Process process;
        try
        {
            process = Start(words, output, error);
        }
        catch (Win32Exception wrong)
        {
            return new Outcome.NotStarted("could not be started: " + SystemReason.Of(((wrong.InnerException as Win32Exception) ?? wrong).NativeErrorCode));
        }

        sink.Started(process.Id);
        using var terminate = stop.Terminate.UnsafeRegister(_ => Kill(process), null);
        using var kill = stop.Kill.UnsafeRegister(_ => Kill(process), null);
        var code = await _exited.Task.ConfigureAwait(false);
        await DrainAsync(output, error).ConfigureAwait(false);
        return Describe(code);
    }

    private Process Start(IReadOnlyList<string> words, DrainingTarget output, DrainingTarget error)
    {
        // CliWrap's own task ends with the output, which a background process may hold open for ever. It gets no token, which would end only the one
        // process.
        Process? process = null;
        var execution = commandLine.Of(words, invocation, output, error)
            .ExecuteAsync(null, started => process = Watch(started), CancellationToken.None, CancellationToken.None);
        _ = execution.Task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return process!;
    }

    private Process Watch(Process process)
    {
        process.Exited += (_, _) => _exited.TrySetResult(process.ExitCode);
        if (process.HasExited)
        {
            _exited.TrySetResult(process.ExitCode);
        }

        return process;
    }

    private void Take(OutputChannel stream, ReadOnlySpan<byte> bytes, OutputCapture? capture)
    {
        lock (_gate)
        {
            capture?.Add(bytes);
            sink.Write(stream, bytes);
        }
    }

    private void Kill(Process process)
    {
        _wasStopped = true;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception over) when (over is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has already ended.
        }
    }

    private async Task DrainAsync(DrainingTarget output, DrainingTarget error)
    {
        var ended = Task.WhenAll(output.Ended, error.Ended);
        var (before, last) = (output.Reads + error.Reads, -1);
        while (!ended.IsCompleted && output.Reads + error.Reads is var reads && reads != last && reads - before <= HeldOutput.MostLateReads)
        {
            last = reads;
            await Task.WhenAny(ended, Task.Delay(HeldOutput.Patience, clock, CancellationToken.None)).ConfigureAwait(false);
        }

        if (!ended.IsCompleted)
        {
            output.LetGo();
            error.LetGo();
            lock (_gate)
            {
                sink.Warn(HeldOutput.Warning);
            }
        }
    }

    private Outcome Describe(int code) => (_wasStopped, code) switch
    {
        (true, _) => new Outcome.Stopped(),
        (_, not 0) => new Outcome.Exited(code) { Output = _capture?.Output ?? default },
        _ => _capture is null ? Outcome.Success : new Outcome.Succeeded { Output = _capture.Output },
    };
}
