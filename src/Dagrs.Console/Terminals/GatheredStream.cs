using System.Buffers;

namespace Dagrs.Console.Terminals;

/// <summary>A buffered output as a stream. Flushing the stream does nothing: the owner of the output decides when to flush.</summary>
internal sealed class GatheredStream(GatheredOutput output) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);
}
