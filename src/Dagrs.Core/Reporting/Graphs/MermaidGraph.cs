using System.Globalization;
using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>
/// A graph as a Mermaid flowchart, which GitHub renders in a fenced block of a Markdown file. A conditional task is a hexagon, a skipped one
/// a parallelogram.
/// </summary>
internal static class MermaidGraph
{
    /// <summary>GitHub renders no more edges than this (Mermaid's <c>maxEdges</c>, which a diagram may not raise).</summary>
    public const int MostEdges = 500;

    /// <summary>GitHub renders no more characters than this (Mermaid's <c>maxTextSize</c>, which a diagram may not raise).</summary>
    public const int MostCharacters = 50_000;

    private const int LongestName = 100;

    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var names = picture.Tasks.Select(task => OneLine.Of(task.Name, LongestName)).ToArray();
        var isShared = names.GroupBy(name => name).Where(tasks => tasks.Count() > 1).Select(tasks => tasks.Key).ToHashSet();
        var text = new StringBuilder("flowchart LR\n");
        foreach (var (number, task) in picture.Tasks.Index())
        {
            // The id distinguishes tasks with the same name.
            var name = isShared.Contains(names[number]) && task.Id != task.Name ? $"{names[number]} ({OneLine.Of(task.Id, LongestName)})" : names[number];
            var label = string.Join("<br/>", PictureMarks.All(task, LongestName).Prepend(name).Select(Escape));
            var (open, close) = Shape(task);
            text.Append(CultureInfo.InvariantCulture, $"    {MermaidIds.Of(task.Id)}{open}\"{label}\"{close}\n");
        }

        AppendEdges(text, picture);
        return text.ToString();
    }

    private static (string Open, string Close) Shape(PictureTask task) => task switch
    {
        { IsSkipped: true } => ("[/", "/]"),
        { IsConditional: true } => ("{{", "}}"),
        { IsGroup: true } => ("([", "])"),
        _ => ("[", "]"),
    };

    private static void AppendEdges(StringBuilder text, Picture picture)
    {
        foreach (var (number, task) in picture.Tasks.Index())
        {
            foreach (var successor in picture.After[number])
            {
                var arrow = task.IsCritical && picture.Tasks[successor].IsCritical ? "==>" : "-->";
                text.Append(CultureInfo.InvariantCulture, $"    {MermaidIds.Of(task.Id)} {arrow} {MermaidIds.Of(picture.Tasks[successor].Id)}\n");
            }
        }
    }

    // Inside quotes Mermaid still interprets quotes, markup, Markdown (also "1. "), URLs, icons (fa:x) and its own #codes. So every character that could
    // start one of these is written as a code, and the rest stays legible.
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

    // Mermaid's internal encoding is 'ﬂ°°35¶ß', and it decodes twice: an invisible character breaks up what looks like it.
    private static string Guard(Rune rune) => rune.Value is 'ﬂ' or '¶' ? "#8288;" : "";
}
