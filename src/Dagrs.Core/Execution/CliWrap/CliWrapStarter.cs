using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using CliWrap;
using Dagrs.Core.Execution.Unix;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>Starts commands on Unix by CliWrap, and takes each over as soon as it runs; it does not read, stop or wait for it. Thread-safe.</summary>
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

    // Closes standard input; the pipes are read elsewhere.
    private static Started Take(Process process)
    {
        process.StandardInput.Close();
        return new(process, Descriptor(process.StandardOutput), Descriptor(process.StandardError));
    }

    private static int Descriptor(StreamReader reader)
    {
        var handle = ((PipeStream)reader.BaseStream).SafePipeHandle;
        var descriptor = (int)handle.DangerousGetHandle();
        handle.SetHandleAsInvalid(); // so that it is not closed with the stream
        return descriptor;
    }

    // CliWrap wraps the system's error in words of its own.
    private static string Explain(Exception wrong) => wrong switch
    {
        { InnerException: Win32Exception inner } => Explain(inner),
        Win32Exception { NativeErrorCode: var number } => Spawner.Explain(number),
        _ => Spawner.Explain(TryAgain),
    };

    // Thrown to break out of CliWrap, which would otherwise wait for the end on thread pool threads. If no thread can be created, the pool ends
    // this process; until then an output that has ended cannot be told from one that has not.
    private sealed class BegunException(Started command) : Exception
    {
        public Started Command => command;
    }

    private sealed class Started : StartedCommand
    {
        private const int FirstSignalCode = 128;
        private const int LastSignal = 31;

        private readonly Process? _process; // null: it has already ended
        private readonly int _code;

        public Started(Process process, int output, int error)
            : base(process.Id, output, error)
        {
            _process = Another(process.Id);
            _code = _process is null ? process.ExitCode : 0;
        }

        // The runtime reaps the child itself, and reports death by a signal with the exit code a shell would use.
        public override bool TryTakeStatus(out ExitStatus status)
        {
            _process?.WaitForExit();
            var code = _process?.ExitCode ?? _code;
            _process?.Dispose();
            status = code is > FirstSignalCode and <= FirstSignalCode + LastSignal ? new(0, code - FirstSignalCode) : new(code, 0);
            return true;
        }

        // CliWrap disposes of its own object. A second one for the same child shares the exit status that the runtime collects.
        private static Process? Another(int id)
        {
            try
            {
                var process = Process.GetProcessById(id);
                _ = process.SafeHandle; // without it there is no exit code
                return process;
            }
            catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
            {
                return null;
            }
        }
    }
}
