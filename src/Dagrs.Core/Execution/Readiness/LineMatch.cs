using System.Text;
using System.Text.RegularExpressions;

namespace Dagrs.Core.Execution.Readiness;

/// <summary>
/// Looks in one stream for a line that matches an expression, even one that is not finished; colours and other control sequences are ignored. Not
/// thread-safe.
/// </summary>
/// <param name="regex">The expression.</param>
internal sealed class LineMatch(Regex regex)
{
    private const int LongestLine = 64 * 1024; // bytes; of a longer line only the end is searched

    private readonly List<byte> _line = [];

    /// <summary>Takes some output; true when a line matches.</summary>
    public bool Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            _line.AddRange(end < 0 ? bytes : bytes[..end]);
            if (_line.Count > LongestLine)
            {
                _line.RemoveRange(0, _line.Count - LongestLine);
            }

            if (regex.IsMatch(Text()))
            {
                return true;
            }

            if (end < 0)
            {
                return false;
            }

            _line.Clear();
            bytes = bytes[(end + 1)..];
        }

        return false;
    }

    private string Text() => WithoutSequences(Encoding.UTF8.GetString([.. _line]).TrimEnd('\r'));

    private static string WithoutSequences(string text)
    {
        if (!text.Contains('\e', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\e')
            {
                at = EndOfSequence(text, at);
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        return plain.ToString();
    }

    // ECMA-48: ESC [ ... letter, ESC ] ... BEL or ESC \, or ESC and one character.
    private static int EndOfSequence(string text, int start)
    {
        var at = start + 1;
        if (at < text.Length && text[at] == '[')
        {
            for (at++; at < text.Length && text[at] is not (>= '@' and <= '~'); at++)
            {
            }
        }
        else if (at < text.Length && text[at] == ']')
        {
            for (at++; at < text.Length && text[at] != '\a' && !(text[at] == '\\' && text[at - 1] == '\e'); at++)
            {
            }
        }

        return at;
    }
}
