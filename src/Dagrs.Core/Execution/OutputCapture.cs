using System.Buffers;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>Keeps the start of an output and counts the rest.</summary>
internal sealed class OutputCapture
{
    private readonly ArrayBufferWriter<byte> _kept = new();
    private long _size;

    public CapturedOutput Output => new(_kept.WrittenMemory, _size);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _size += bytes.Length;
        _kept.Write(bytes[..Math.Min(bytes.Length, CapturedOutput.MostKept - _kept.WrittenCount)]);
    }
}
