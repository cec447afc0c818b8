using System.ComponentModel;
using System.Globalization;
using System.Text;
using CliWrap;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.CliWrap;

/// <summary>
/// Runs commands through CliWrap. What CliWrap cannot do, this executor cannot: it starts no process group, so being asked to end
/// reaches the command alone and not what it started; output of the two streams is only nearly in the order written; a background
/// process that holds the output is waited for; death by a signal shows as an exit code above 128.
/// </summary>
public sealed class CliWrapExecutor : IExecutor
{
    private const int BufferSize = 64 * 1024;

    /// <inheritdoc/>
    public async Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        var capture = invocation.CapturesOutput ? new MemoryStream() : null;
        var (program, arguments) = Describe(invocation);
        try
        {
            var result = await Cli.Wrap(program)
                .WithArguments(arguments)
                .WithWorkingDirectory(invocation.Directory ?? Environment.CurrentDirectory)
                .WithEnvironmentVariables(Variables(invocation))
                .WithStandardOutputPipe(To(output, OutputChannel.Out, capture))
                .WithStandardErrorPipe(To(output, OutputChannel.Error, null))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(stopTokens.Kill, stopTokens.Terminate)
                .ConfigureAwait(false);
            var kept = capture is null ? default : new CapturedOutput(capture.ToArray(), capture.Length);
            return result.ExitCode == 0 ? new Outcome.Succeeded { Output = kept } : new Outcome.Exited(result.ExitCode) { Output = kept };
        }
        catch (OperationCanceledException)
        {
            return new Outcome.Stopped();
        }
        catch (Exception wrong) when (wrong is Win32Exception or InvalidOperationException or IOException)
        {
            return new Outcome.NotStarted("could not be started: " + OneLine.Of(wrong.Message));
        }
    }

    /// <summary>CliWrap knows only the processes that it started itself, and these have ended.</summary>
    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);

    private static (string Program, IEnumerable<string> Arguments) Describe(Invocation invocation)
    {
        if (invocation.Command is Dagrs.Core.Model.Command.Program(var words))
        {
            return (words[0], words.Skip(1));
        }

        var shell = (Dagrs.Core.Model.Command.Shell)invocation.Command;
        IEnumerable<string> name = shell.Interpreter.PassesName ? [invocation.Name] : [];
        return (shell.Interpreter.Words[0], [
            .. shell.Interpreter.Words.Skip(1),
            shell.Script,
            .. name,
            .. invocation.Arguments.Select(bytes => Encoding.UTF8.GetString(bytes.Span)),
        ]);
    }

    private static Dictionary<string, string?> Variables(Invocation invocation)
    {
        var variables = new Dictionary<string, string?>
        {
            ["DAGRS_RUN"] = invocation.Run,
            ["DAGRS_TASK"] = invocation.Name,
            ["DAGRS_ATTEMPT"] = invocation.Attempt.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in invocation.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    private static PipeTarget To(IOutputSink output, OutputChannel channel, Stream? capture) => PipeTarget.Create(async (stream, cancel) =>
    {
        var buffer = new byte[BufferSize];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
        {
            capture?.Write(buffer, 0, count);
            output.Write(channel, buffer.AsSpan(0, count));
        }
    });
}
