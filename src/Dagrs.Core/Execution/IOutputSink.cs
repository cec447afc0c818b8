using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>Takes what a command writes, in the order written. May make the writer wait when the reader is slow.</summary>
public interface IOutputSink
{
    /// <summary>Takes some bytes; they are the caller's again when it returns.</summary>
    void Write(OutputChannel stream, ReadOnlySpan<byte> bytes);

    /// <summary>A process of the command has started.</summary>
    void Started(int pid)
    {
    }

    /// <summary>Takes something that people should know about this execution: one line of lower-case words.</summary>
    void Warn(string message);
}
