using System.Buffers;
using System.Text;
using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// How a CI system folds output, and how output is kept from giving it orders. This one is for a terminal or a plain log: a
/// heading, no folding, no orders.
/// </summary>
internal class CiSystem
{
    /// <summary>No CI system, or one without orders of its own.</summary>
    public static CiSystem None { get; } = new();

    /// <summary>Begins a block of a task's output.</summary>
    /// <param name="target">Gets whole lines.</param>
    /// <param name="title">What the block is, in one line; it may hold what looks like an order.</param>
    /// <param name="isFolded">True when people have no need to read it.</param>
    public virtual void Open(IBufferWriter<byte> target, string title, bool isFolded) => WriteLine(target, $"==> {title}");

    /// <summary>Ends the block.</summary>
    /// <param name="target">Gets whole lines.</param>
    public virtual void Close(IBufferWriter<byte> target)
    {
    }

    /// <summary>A line of our own without control characters that would be taken for an order, made harmless; null when it is harmless as it stands.</summary>
    public virtual byte[]? Defuse(ReadOnlySpan<byte> line) => null;

    /// <summary>A line of our own that holds names, made harmless.</summary>
    public string Defuse(string line) => Defuse(Encoding.UTF8.GetBytes(line)) is { } harmless ? Encoding.UTF8.GetString(harmless) : line;

    /// <summary>True when lines of output can be orders to it.</summary>
    internal bool HasOrders => CreateFilter() is not null;

    /// <summary>What minds the orders in the lines of one task; null: there are none.</summary>
    internal virtual OrderFilter? CreateFilter() => null;

    /// <summary>Writes the failure screen, which holds output, so that it gives no orders and is not folded.</summary>
    /// <param name="target">Gets whole lines.</param>
    /// <param name="screen">Whole lines; empty when nothing failed.</param>
    public virtual void WriteFailures(IBufferWriter<byte> target, string screen)
    {
        foreach (var line in screen.Split('\n').SkipLast(1))
        {
            WriteLine(target, Defuse(line));
        }
    }

    /// <summary>Tells the system how the run ended, in its own way.</summary>
    /// <param name="target">Gets whole lines.</param>
    /// <param name="report">What has become of every task.</param>
    /// <param name="failures">The root failures, in the order in which they ended.</param>
    public virtual void Finish(IBufferWriter<byte> target, RunReport report, IReadOnlyList<FailedTask> failures)
    {
    }

    /// <summary>Writes a line.</summary>
    protected static void WriteLine(IBufferWriter<byte> target, string line) => Encoding.UTF8.GetBytes(line + "\n", target);
}
