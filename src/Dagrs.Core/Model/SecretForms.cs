using System.Text;
using System.Text.Encodings.Web;

namespace Dagrs.Core.Model;

/// <summary>The forms in which a secret may appear in a text: verbatim, line by line, quoted for another format, in base64. It does not search.</summary>
internal static class SecretForms
{
    /// <summary>A shorter value, in characters, is not masked: it appears in too many unrelated texts.</summary>
    public const int Shortest = 4;

    private const int ShortestEncodedLine = 8; // characters; the base64 of a shorter line appears in too many unrelated texts

    private static readonly int[] WrappedAt = [76, 64]; // by base64 and openssl

    /// <summary>True when a value is long enough to be masked.</summary>
    public static bool IsLongEnough(string value)
    {
        var count = 0;
        foreach (var _ in value.EnumerateRunes())
        {
            count++;
        }

        return count >= Shortest;
    }

    /// <summary>What is masked line by line: the lines of a value that are long enough, or the value itself when it has only one.</summary>
    public static IEnumerable<string> Lines(string value) =>
        value.Split(['\n', '\r']).Select(line => line.Trim()).Where(IsLongEnough);

    /// <summary>All forms of a value that is long enough.</summary>
    public static IEnumerable<string> Of(string value)
    {
        // If the form had line breaks at its ends, every line break might be its start.
        var whole = value.Trim('\n', '\r') is var trimmed && IsLongEnough(trimmed) ? trimmed : value;
        string[] lines = [.. Lines(whole).Distinct()];
        var isMoreThanLines = whole.Split(['\n', '\r']).Any(line => line.Trim() is { Length: > 0 } text && !IsLongEnough(text)) || lines.Length == 0;
        return (isMoreThanLines ? lines.Prepend(whole) : lines).SelectMany(Quoted)
            .Concat(lines.Where(line => line.Length >= ShortestEncodedLine).Prepend(whole).SelectMany(text => Base64(Encoding.UTF8.GetBytes(text))));
    }

    // As programs write JSON, XML, shell words and URLs, and as our own lines escape them.
    private static IEnumerable<string> Quoted(string text)
    {
        yield return text;
        yield return OneLine.Escaped(text);
        yield return text.Replace("'", "'\\''", StringComparison.Ordinal);
        yield return text.Replace("'", "''", StringComparison.Ordinal);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        yield return JavaScriptEncoder.Default.Encode(text);
        yield return HtmlEncoder.Default.Encode(text);
        yield return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
        yield return UrlEncoder.Default.Encode(text);
        yield return text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
    }

    // The position of the value in the encoded data is unknown, so all three offsets within a group of three bytes are encoded. Of each only
    // the characters that depend on the value alone are used.
    private static IEnumerable<string> Base64(byte[] value)
    {
        for (var before = 0; before < 3; before++)
        {
            var all = Convert.ToBase64String([.. new byte[before], .. value]);
            var (start, end) = (((8 * before) + 5) / 6, 8 * (before + value.Length) / 6);
            var own = all[start..end];
            if (own.Length < Shortest)
            {
                continue;
            }

            yield return own;
            yield return own.Replace('+', '-').Replace('/', '_');
        }

        // Encoded from its start, by a program that breaks lines.
        var whole = Convert.ToBase64String(value)[..(8 * value.Length / 6)];
        foreach (var width in WrappedAt)
        {
            for (var start = 0; whole.Length > width && start < whole.Length; start += width)
            {
                var line = whole.AsSpan(start, Math.Min(width, whole.Length - start));
                if (line.Length >= ShortestEncodedLine)
                {
                    yield return line.ToString();
                }
            }
        }
    }
}
