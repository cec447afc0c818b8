using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Readiness;

/// <summary>Keeps the end of an output that is not shown in full. Thread-safe.</summary>
internal sealed class AnswerTail : IOutputSink
{
    private const int Most = 4 * 1024; // bytes

    private readonly List<byte> _tail = [];

    /// <summary>The last line that is not blank; empty: there is none.</summary>
    public string LastLine
    {
        get
        {
            lock (_tail)
            {
                return Encoding.UTF8.GetString([.. _tail]).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
            }
        }
    }

    /// <inheritdoc/>
    public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes)
    {
        lock (_tail)
        {
            _tail.AddRange(bytes[^Math.Min(bytes.Length, Most)..]);
            _tail.RemoveRange(0, Math.Max(0, _tail.Count - Most));
        }
    }

    /// <inheritdoc/>
    public void Warn(string message)
    {
        // Only the text of the answer counts.
    }
}
