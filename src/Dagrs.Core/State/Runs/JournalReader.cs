using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.State.Runs;

/// <summary>Reads the events of a journal. Torn, damaged and foreign lines are skipped.</summary>
internal static class JournalReader
{
    private static ReadOnlySpan<byte> OutputMark => "\"type\":\"task-output\""u8;

    private const int HeadLength = 160; // bytes of a line that contain its type

    /// <summary>Reads all events of a journal and passes each on as it is read.</summary>
    /// <param name="journal">The contents of the file.</param>
    /// <param name="withOutput">False to leave out the output of tasks.</param>
    /// <param name="take">Receives each event with its line; null for a line that is not an event.</param>
    public static void Read(ReadOnlyMemory<byte> journal, bool withOutput, Action<RecordedEvent?, ReadOnlyMemory<byte>> take)
    {
        var reader = new EventLineReader();
        while (journal.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = journal[..end];
            journal = journal[(end + 1)..];
            if ((withOutput || !IsOutput(line.Span)) && JournalLine.IsWhole(line.Span))
            {
                take(TryRead(reader, line), line);
            }
        }
    }

    private static bool IsOutput(ReadOnlySpan<byte> line) => line[..Math.Min(line.Length, HeadLength)].IndexOf(OutputMark) >= 0;

    private static RecordedEvent? TryRead(EventLineReader reader, ReadOnlyMemory<byte> line)
    {
        try
        {
            return reader.Read(line);
        }
        catch (FormatException)
        {
            return null; // from a dagrs with another format
        }
    }
}
