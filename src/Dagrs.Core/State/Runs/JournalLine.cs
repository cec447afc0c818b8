using System.Buffers;
using Blake3;

namespace Dagrs.Core.State.Runs;

/// <summary>The checksum at the end of a journal line, which reveals torn, damaged and foreign lines. It does not know what the line says.</summary>
internal static class JournalLine
{
    private const int SumBytes = 8;
    private const int TailLength = 8 + 2 * SumBytes + 2; // ,"sum":"0123456789abcdef"}

    /// <summary>Ends an open object.</summary>
    /// <param name="target">Where it is written.</param>
    /// <param name="line">The object so far, without its end.</param>
    public static void End(IBufferWriter<byte> target, ReadOnlySpan<byte> line)
    {
        Span<byte> end = stackalloc byte[TailLength + 1];
        WriteTail(line, end);
        end[^1] = (byte)'\n';
        target.Write(end);
    }

    /// <summary>Ends an open object that is no longer entirely in memory.</summary>
    /// <param name="target">Where it is written.</param>
    /// <param name="line">Has hashed the object so far, without its end.</param>
    public static void End(IBufferWriter<byte> target, Hasher line)
    {
        Span<byte> end = stackalloc byte[TailLength + 1];
        Span<byte> hash = stackalloc byte[SumBytes];
        line.Finalize(hash);
        WriteSum(hash, end);
        end[^1] = (byte)'\n';
        target.Write(end);
    }

    /// <summary>True when the line, without its line end, has the right checksum.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line)
    {
        if (line.Length < TailLength)
        {
            return false;
        }

        Span<byte> tail = stackalloc byte[TailLength];
        WriteTail(line[..^TailLength], tail);
        return line[^TailLength..].SequenceEqual(tail);
    }

    private static void WriteTail(ReadOnlySpan<byte> line, Span<byte> tail)
    {
        Span<byte> hash = stackalloc byte[SumBytes];
        Hasher.Hash(line, hash);
        WriteSum(hash, tail);
    }

    private static void WriteSum(ReadOnlySpan<byte> hash, Span<byte> tail)
    {
        ",\"sum\":\""u8.CopyTo(tail);
        Convert.TryToHexStringLower(hash, tail[8..], out _);
        "\"}"u8.CopyTo(tail[(TailLength - 2)..]);
    }
}
