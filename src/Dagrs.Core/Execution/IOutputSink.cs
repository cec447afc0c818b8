using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>Takes the output of a command, in the order written. May block the writer when the reader is slow (back-pressure).</summary>
public interface IOutputSink
{
    /// <summary>Takes some bytes; the buffer belongs to the caller again on return.</summary>
    void Write(OutputChannel stream, ReadOnlySpan<byte> bytes);

    /// <summary>A process of the command has started.</summary>
    void Started(int pid)
    {
    }

    /// <summary>Takes a warning about this execution: one line in lower case.</summary>
    void Warn(string message);
}
