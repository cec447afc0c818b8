using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using CliWrap;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>Starts commands on Unix by CliWrap, and takes each from it as soon as it has begun: how it is read, stopped and waited for is not its business. Thread-safe.</summary>
internal sealed class CliWrapStarter : ICommandStarter
{
    private const int TryAgain = 11; // EAGAIN

    private readonly CommandLine _commandLine = new();

    public CliWrapStarter() => Native.KeepIgnoredSignalsFromChildren();

    /// <inheritdoc/>
    public string? TryStart(Invocation invocation, out StartedCommand command)
    {
        command = null!;
        var (words, problem) = _commandLine.Words(invocation);
        if (problem is not null)
        {
            return problem;
        }

        try
        {
            _ = _commandLine.Of(words, invocation, PipeTarget.Null, PipeTarget.Null)
                .ExecuteAsync(null, static process => throw new BegunException(Take(process)), CancellationToken.None, CancellationToken.None);
            throw new InvalidOperationException("BUG: CliWrap does not tell when it has started a process");
        }
        catch (BegunException begun)
        {
            command = begun.Command;
            return null;
        }
        catch (Exception wrong) when (wrong is Win32Exception or OutOfMemoryException)
        {
            return "could not be started: " + Explain(wrong);
        }
    }

    // Standard input is at its end, and the pipes are read by others.
    private static Started Take(Process process)
    {
        process.StandardInput.Close();
        return new(process, Descriptor(process.StandardOutput), Descriptor(process.StandardError));
    }

    private static int Descriptor(StreamReader reader)
    {
        var handle = ((PipeStream)reader.BaseStream).SafePipeHandle;
        var descriptor = (int)handle.DangerousGetHandle();
        handle.SetHandleAsInvalid(); // it is not closed with the stream
        return descriptor;
    }

    // CliWrap wraps what the system says into words of its own.
    private static string Explain(Exception wrong) => wrong switch
    {
        { InnerException: Win32Exception inner } => Explain(inner),
        Win32Exception { NativeErrorCode: var number } => Spawner.Explain(number),
        _ => Spawner.Explain(TryAgain),
    };

    // Thrown in the midst of CliWrap, which would go on to wait for the end by threads of the runtime's pool. Where none is to be had the pool ends this
    // process, and until it has got to it nobody can tell an output that is at its end from one that is not.
    private sealed class BegunException(Started command) : Exception
    {
        public Started Command => command;
    }

    private sealed class Started : StartedCommand
    {
        private const int FirstSignalCode = 128;
        private const int LastSignal = 31;

        private readonly Process? _process; // null: it has ended already
        private readonly int _code;

        public Started(Process process, int output, int error)
            : base(process.Id, output, error)
        {
            _process = Another(process.Id);
            _code = _process is null ? process.ExitCode : 0;
        }

        // The runtime takes the status by itself, and gives a death by a signal the code that a shell gives it.
        public override bool TryTakeStatus(out ExitStatus status)
        {
            _process?.WaitForExit();
            var code = _process?.ExitCode ?? _code;
            _process?.Dispose();
            status = code is > FirstSignalCode and <= FirstSignalCode + LastSignal ? new(0, code - FirstSignalCode) : new(code, 0);
            return true;
        }

        // CliWrap disposes of its object. One more for the same child shares what the runtime learns of its end.
        private static Process? Another(int id)
        {
            try
            {
                var process = Process.GetProcessById(id);
                _ = process.SafeHandle; // no code is told without it
                return process;
            }
            catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
            {
                return null;
            }
        }
    }
}
