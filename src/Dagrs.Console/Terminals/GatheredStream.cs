using System.Buffers;

namespace Dagrs.Console.Terminals;

/// <summary>An output that gathers, as a stream. Flushing it does nothing: whoever owns the output says when it goes to the system.</summary>
internal sealed class GatheredStream(GatheredOutput output) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => output.Write(buffer);
}
