using System.Buffers;
using System.Text;
using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// How a CI system folds output, and how task output is kept from sending it commands. This base is for a terminal or a plain log: a
/// heading, no folding, no commands.
/// </summary>
internal class CiSystem
{
    /// <summary>No CI system, or one without commands in its log.</summary>
    public static CiSystem None { get; } = new();

    /// <summary>Begins a block of a task's output.</summary>
    /// <param name="target">Receives whole lines.</param>
    /// <param name="title">The title of the block, in one line; it may contain what looks like a command.</param>
    /// <param name="isFolded">True when people need not read it.</param>
    public virtual void Open(IBufferWriter<byte> target, string title, bool isFolded) => WriteLine(target, $"==> {title}");

    /// <summary>Ends the block.</summary>
    /// <param name="target">Receives whole lines.</param>
    public virtual void Close(IBufferWriter<byte> target)
    {
    }

    /// <summary>Neutralises a line of our own that would be parsed as a command; null when it is harmless. The line has no control characters.</summary>
    public virtual byte[]? Defuse(ReadOnlySpan<byte> line) => null;

    /// <summary>Neutralises a line of our own that contains names.</summary>
    public string Defuse(string line) => Defuse(Encoding.UTF8.GetBytes(line)) is { } harmless ? Encoding.UTF8.GetString(harmless) : line;

    /// <summary>True when lines of output can contain commands for it.</summary>
    internal bool HasOrders => CreateFilter() is not null;

    /// <summary>The filter for commands in the lines of one task; null: there are no commands.</summary>
    internal virtual OrderFilter? CreateFilter() => null;

    /// <summary>Writes the failure screen, which contains output, without folding and so that it sends no commands.</summary>
    /// <param name="target">Receives whole lines.</param>
    /// <param name="screen">Whole lines; empty when nothing failed.</param>
    public virtual void WriteFailures(IBufferWriter<byte> target, string screen)
    {
        foreach (var line in screen.Split('\n').SkipLast(1))
        {
            WriteLine(target, Defuse(line));
        }
    }

    /// <summary>Reports the result of the run to the system, in its own way.</summary>
    /// <param name="target">Receives whole lines.</param>
    /// <param name="report">The outcome of every task.</param>
    /// <param name="failures">The root failures, in the order in which they ended.</param>
    public virtual void Finish(IBufferWriter<byte> target, RunReport report, IReadOnlyList<FailedTask> failures)
    {
    }

    /// <summary>Writes a line.</summary>
    protected static void WriteLine(IBufferWriter<byte> target, string line) => Encoding.UTF8.GetBytes(line + "\n", target);
}
