using System.ComponentModel;
using System.Diagnostics;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>
/// One command that shares the console with this process, from start to end: it inherits the handles, and its output is not read. For Windows, which
/// has no foreground process group.
/// </summary>
/// <param name="commandLine">Builds what is started.</param>
/// <param name="invocation">What to run.</param>
/// <param name="sink">Is notified that the command has the console.</param>
internal sealed class ConsoleExecution(CommandLine commandLine, Invocation invocation, IOutputSink sink)
{
    private volatile bool _wasStopped;

    /// <summary>True when there is a console to share.</summary>
    public static bool IsThere => !Console.IsInputRedirected || !Console.IsOutputRedirected || !Console.IsErrorRedirected;

    /// <summary>Runs it.</summary>
    public async Task<Outcome> RunAsync(StopTokens stop)
    {
        var (words, problem) = commandLine.Words(invocation);
        if (problem is not null)
        {
            return new Outcome.NotStarted(problem);
        }

        var told = sink as ITerminalObserver;
        told?.Lent(stop.Terminate);
        try
        {
            return stop.Terminate.IsCancellationRequested ? new Outcome.Stopped() : await RunAsync(words, stop).ConfigureAwait(false);
        }
        catch (Win32Exception wrong)
        {
            return new Outcome.NotStarted("could not be started: " + SystemReason.Of(wrong.NativeErrorCode));
        }
        finally
        {
            told?.Returned();
        }
    }

    private async Task<Outcome> RunAsync(IReadOnlyList<string> words, StopTokens stop)
    {
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false, WorkingDirectory = invocation.Directory ?? "" };
        foreach (var (name, value) in commandLine.Variables(invocation))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        sink.Started(process.Id);
        using var terminate = stop.Terminate.UnsafeRegister(_ => Kill(process), null);
        using var kill = stop.Kill.UnsafeRegister(_ => Kill(process), null);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return _wasStopped ? new Outcome.Stopped() : process.ExitCode == 0 ? Outcome.Success : new Outcome.Exited(process.ExitCode);
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
}
