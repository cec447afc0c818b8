using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.State.Runs;

/// <summary>Reads the events of a journal. Lines that are torn, damaged or foreign are passed over.</summary>
internal static class JournalReader
{
    private static ReadOnlySpan<byte> OutputMark => "\"type\":\"task-output\""u8;

    private const int HeadLength = 160; // of a line, where its type stands

    /// <summary>All events of a journal, each handed on as it is read.</summary>
    /// <param name="journal">What stands in the file.</param>
    /// <param name="withOutput">False to leave out what tasks wrote.</param>
    /// <param name="take">Takes them, with their lines; null for a line that is no event.</param>
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
            return null; // of a dagrs that wrote it in another way
        }
    }
}
