using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>Escapes text for GitHub's Markdown. It knows no document.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]|~$#"; // escaped by a backslash

    /// <summary>One line of plain text, in a table cell or after words of ours.</summary>
    public static string Escape(string text, int longest)
    {
        var escaped = new StringBuilder();
        foreach (var c in OneLine.Of(text, longest))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                _ when Special.Contains(c) => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Lines unchanged, between fences that are longer than any run of backticks in them.</summary>
    public static string Fenced(IEnumerable<string> lines, string language)
    {
        var text = string.Join('\n', lines);
        var fence = new string('`', Math.Max(3, LongestRow(text) + 1));
        return $"{fence}{language}\n{text}\n{fence}\n";
    }

    private static int LongestRow(string text)
    {
        var (longest, row) = (0, 0);
        foreach (var c in text)
        {
            row = c == '`' ? row + 1 : 0;
            longest = Math.Max(longest, row);
        }

        return longest;
    }
}
