using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A graph as a Mermaid flowchart, which GitHub draws where it stands in a fenced block of a Markdown file.</summary>
internal static class MermaidGraph
{
    /// <summary>More edges GitHub does not draw (Mermaid's <c>maxEdges</c>, which a diagram may not raise).</summary>
    public const int MostEdges = 500;

    /// <summary>More characters GitHub does not draw (Mermaid's <c>maxTextSize</c>, which a diagram may not raise).</summary>
    public const int MostCharacters = 50_000;

    private const int LongestName = 100;

    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(Dag dag)
    {
        ArgumentNullException.ThrowIfNull(dag);
        var tasks = dag.Tasks.OrderBy(task => task.Position).ToList();
        var names = new string[tasks.Count];
        var text = new StringBuilder("flowchart LR\n");
        foreach (var (number, task) in tasks.Index())
        {
            // Ids of our own: 'end', 'style' and many more would be taken for words of the language.
            names[task.Index] = $"t{number + 1}";
            var (open, close) = task.Work is Work.Join ? ("([", "])") : ("[", "]");
            text.Append(CultureInfo.InvariantCulture, $"    {names[task.Index]}{open}\"{Escape(OneLine.Of(task.Name, LongestName))}\"{close}\n");
        }

        foreach (var task in tasks)
        {
            foreach (var successor in dag.SuccessorsOf(task))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {names[task.Index]} --> {names[successor.Index]}\n");
            }
        }

        return text.ToString();
    }

    // Inside quotes Mermaid still sees quotes, markup, Markdown (also "1. "), addresses, icons (fa:x) and its own #codes. So whatever could begin one
    // of these is written as its code, and the rest stays legible.
    private static string Escape(string name)
    {
        var text = new StringBuilder();
        var hasWords = false; // before the first letter even a dot may be Markdown
        var isAddress = name.Contains("www", StringComparison.OrdinalIgnoreCase);
        var runes = string.IsNullOrWhiteSpace(name) ? [new Rune('\u00a0')] : name.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            var isPlain = runes[i].Value switch
            {
                ' ' or '(' or ',' or '/' or '\'' or '!' or '?' => true,
                '-' or '+' or '=' or ')' => hasWords,
                '.' => hasWords && !isAddress,
                '_' => i > 0 && i + 1 < runes.Length && Rune.IsLetterOrDigit(runes[i - 1]) && Rune.IsLetterOrDigit(runes[i + 1]),
                ':' => i + 1 == runes.Length || runes[i + 1].Value == ' ',
                < 0x80 => Rune.IsLetterOrDigit(runes[i]),
                _ => runes[i].Value is not ('ﬂ' or '¶'),
            };
            hasWords |= Rune.IsLetter(runes[i]);
            _ = isPlain ? text.Append(runes[i]) : text.Append(CultureInfo.InvariantCulture, $"#{runes[i].Value};{Guard(runes[i])}");
        }

        return text.ToString();
    }

    // Mermaid's own encoding is 'ﬂ°°35¶ß', and it decodes twice: what looks like it is kept apart by a character that nobody sees.
    private static string Guard(Rune rune) => rune.Value is 'ﬂ' or '¶' ? "#8288;" : "";
}
