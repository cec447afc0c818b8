using System.Buffers;
using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>Captures the standard error of one of Slurm's commands. Thread-safe.</summary>
internal sealed class ToolOutput : IOutputSink
{
    private readonly ArrayBufferWriter<byte> _error = new();

    /// <summary>The last line that is not empty.</summary>
    public string LastLine
    {
        get
        {
            lock (_error)
            {
                return Encoding.UTF8.GetString(_error.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("");
            }
        }
    }

    public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes)
    {
        if (stream == OutputChannel.Error)
        {
            lock (_error)
            {
                _error.Write(bytes);
            }
        }
    }

    public void Warn(string message)
    {
    }
}
