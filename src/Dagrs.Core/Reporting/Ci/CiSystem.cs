using System.Buffers;
using System.Text;
using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting.Ci;

/// <summary>
/// How a CI system folds output, and how output is kept from giving it orders. This one is for a terminal or a plain log: a
/// heading, no folding, no orders.
/// </summary>
public class CiSystem
{
    /// <summary>No CI system, or one without orders of its own.</summary>
    public static CiSystem None { get; } = new();

    /// <summary>Begins a block of a task's output.</summary>
    /// <param name="target">Gets whole lines.</param>
    /// <param name="title">What the block is, in one line.</param>
    /// <param name="isFolded">True when people have no need to read it.</param>
    public virtual void Open(IBufferWriter<byte> target, string title, bool isFolded) => WriteLine(target, $"==> {title}");

    /// <summary>Ends the block.</summary>
    /// <param name="target">Gets whole lines.</param>
    public virtual void Close(IBufferWriter<byte> target)
    {
    }

    /// <summary>A line of output that would be taken for an order, made harmless; null when it is harmless as it stands.</summary>
    public virtual byte[]? Defuse(ReadOnlySpan<byte> line) => null;

    /// <summary>Writes a text of whole lines that holds output, such as the failure screen, so that it gives no orders.</summary>
    public virtual void WriteGuarded(IBufferWriter<byte> target, string text)
    {
        foreach (var line in text.Split('\n').SkipLast(1))
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            target.Write(Defuse(bytes) ?? bytes);
            target.Write("\n"u8);
        }
    }

    /// <summary>Tells the system how the run ended, in its own way.</summary>
    /// <param name="target">Gets whole lines.</param>
    /// <param name="report">What has become of every task.</param>
    public virtual void Finish(IBufferWriter<byte> target, RunReport report)
    {
    }

    /// <summary>Writes a line.</summary>
    protected static void WriteLine(IBufferWriter<byte> target, string line) => Encoding.UTF8.GetBytes(line + "\n", target);

    /// <summary>The line with a blank put into each mark by which orders are known; null when it has none.</summary>
    protected static byte[]? Break(ReadOnlySpan<byte> line, params ReadOnlySpan<string> marks)
    {
        string? text = null;
        foreach (var mark in marks)
        {
            if (line.IndexOf(Encoding.UTF8.GetBytes(mark)) >= 0)
            {
                text = (text ?? Encoding.UTF8.GetString(line)).Replace(mark, mark[..2] + " " + mark[2..], StringComparison.OrdinalIgnoreCase);
            }
        }

        return text is null ? null : Encoding.UTF8.GetBytes(text);
    }
}
