using System.Globalization;
using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>Reads a run from a file: a run report, or an event stream, which may be incomplete or still being written.</summary>
internal static class RecordedRuns
{
    private const int PieceSize = 64 * 1024;

    private static ReadOnlySpan<byte> Mark => [0xef, 0xbb, 0xbf];

    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">It contains no run; the message is one line that says where.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static RecordedRun Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <param name="stream">Read to its end.</param>
    /// <param name="shownAs">The path to show in messages.</param>
    /// <exception cref="FormatException">It contains no run; the message is one line that says where.</exception>
    public static RecordedRun Read(Stream stream, string shownAs)
    {
        var bytes = ReadAll(stream);
        var text = bytes.AsMemory(bytes.AsSpan().StartsWith(Mark) ? Mark.Length : 0);
        try
        {
            return IsReport(text.Span) ? JsonReportReader.Read(text) : ReadEvents(text);
        }
        catch (FormatException wrong)
        {
            throw new FormatException($"'{OneLine.Of(shownAs)}' is neither a run report nor an event stream of dagrs: {wrong.Message}", wrong);
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes, PieceSize);
        return bytes.ToArray();
    }

    // An event line has its type before any list; a report has none.
    private static bool IsReport(ReadOnlySpan<byte> text)
    {
        if (text.Trim(" \t\r\n"u8).IsEmpty)
        {
            return false;
        }

        var json = new Utf8JsonReader(text, isFinalBlock: false, default);
        try
        {
            while (json.Read() && json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndObject))
            {
                if (json.CurrentDepth == 1 && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("type"u8))
                {
                    return false;
                }
            }
        }
        catch (JsonException)
        {
        }

        return true;
    }

    private static RecordedRun ReadEvents(ReadOnlyMemory<byte> text)
    {
        var reader = new EventLineReader();
        var fold = new RunFold(OutputBudget.OfReports);
        for (var line = 1; !text.IsEmpty; line++)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var isWhole = end >= 0;
            ReadLine(reader, fold, isWhole ? text[..end] : text, line, isWhole);
            text = isWhole ? text[(end + 1)..] : default;
        }

        return fold.HasBegun ? fold.Run() : throw new FormatException("it contains no run");
    }

    // The last line may be incomplete: it is still being written, or its writer was killed.
    private static void ReadLine(EventLineReader reader, RunFold fold, ReadOnlyMemory<byte> line, int number, bool isWhole)
    {
        try
        {
            if (reader.Read(line) is { } happened)
            {
                fold.Take(happened);
            }
        }
        catch (FormatException) when (!isWhole)
        {
        }
        catch (FormatException wrong)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {number}: {wrong.Message}"), wrong);
        }
    }
}
