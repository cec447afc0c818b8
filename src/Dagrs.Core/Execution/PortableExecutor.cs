using System.ComponentModel;
using System.Diagnostics;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>
/// Runs commands by <see cref="Process"/>, where there is nothing better. Standard output and error are two streams here, so
/// their order is only nearly that of writing, and a background process that holds the output is waited for.
/// </summary>
internal sealed class PortableExecutor : IExecutor
{
    public async Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        using var process = new Process { StartInfo = Describe(invocation) };
        try
        {
            process.Start();
        }
        catch (Win32Exception wrong)
        {
            return new Outcome.NotStarted("could not be started: " + wrong.Message);
        }

        process.StandardInput.Close();
        var capture = invocation.CapturesOutput ? new OutputCapture() : null;
        var wasStopped = false;
        using var terminate = stopTokens.Terminate.UnsafeRegister(
            _ =>
            {
                wasStopped = true;
                process.Kill(entireProcessTree: true);
            },
            null);
        await Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, OutputChannel.Out, output, capture),
            CopyAsync(process.StandardError.BaseStream, OutputChannel.Error, output, null)).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return (wasStopped, process.ExitCode) switch
        {
            (true, _) => new Outcome.Stopped(),
            (_, not 0) => new Outcome.Exited(process.ExitCode) { Output = capture?.Output ?? default },
            _ => new Outcome.Succeeded { Output = capture?.Output ?? default },
        };
    }

    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);

    private static ProcessStartInfo Describe(Invocation invocation)
    {
        IEnumerable<string> words = invocation.Command switch
        {
            Command.Program program => program.Words,
            Command.Shell shell =>
            [
                .. shell.Call(invocation.Name),
                .. invocation.Arguments.Select(bytes => System.Text.Encoding.UTF8.GetString(bytes.Span)),
            ],
            _ => throw new InvalidOperationException("BUG: unknown command"),
        };
        var start = new ProcessStartInfo(words.First(), words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = invocation.Directory ?? "",
        };
        start.Environment["DAGRS_RUN"] = invocation.Run;
        start.Environment["DAGRS_TASK"] = invocation.Name;
        start.Environment["DAGRS_ATTEMPT"] = invocation.Attempt.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, value) in invocation.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task CopyAsync(Stream stream, OutputChannel kind, IOutputSink output, OutputCapture? capture)
    {
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            capture?.Add(buffer.AsSpan(0, count));
            output.Write(kind, buffer.AsSpan(0, count));
        }
    }
}
