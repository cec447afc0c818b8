using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dagrs.Cli;

/// <summary>JSON as dagrs prints it: indented, names as they are, a line break at the end.</summary>
internal static class JsonText
{
    // The output is a file of its own, never a part of HTML, so letters of all scripts stay letters.
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            write(json);
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }
}
