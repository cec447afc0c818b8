namespace Dagrs.Core.Events.Recording;

/// <summary>What a task wrote, on both streams in the order in which it came.</summary>
/// <param name="Bytes">The end of it, any bytes.</param>
/// <param name="LeftOut">How many bytes were written before that and are not kept.</param>
internal sealed record RecordedOutput(ReadOnlyMemory<byte> Bytes, long LeftOut)
{
    /// <summary>True when nothing was written at all.</summary>
    public bool IsNothing => Bytes.IsEmpty && LeftOut == 0;
}
