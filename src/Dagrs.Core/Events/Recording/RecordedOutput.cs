namespace Dagrs.Core.Events.Recording;

/// <summary>The output of a task, both streams in the order of arrival.</summary>
/// <param name="Bytes">Its tail, any bytes.</param>
/// <param name="LeftOut">How many bytes before that were not kept.</param>
internal sealed record RecordedOutput(ReadOnlyMemory<byte> Bytes, long LeftOut)
{
    /// <summary>True when no journal holds more of it: the limit may have cut a character in two.</summary>
    public bool IsAllThatIsStored => LeftOut == 0 || Bytes.Length > KeptOutput.Most - CutCharacter.Longest;

    /// <summary>True when nothing was written at all.</summary>
    public bool IsNothing => Bytes.IsEmpty && LeftOut == 0;
}
