using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A graph as a Mermaid flowchart, which GitHub draws where it stands in a fenced block of a Markdown file.</summary>
public static class MermaidGraph
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

    // Inside quotes Mermaid still sees quotes, markup, Markdown (also "1. "), icons (fa:x), its own #codes; and it takes 'ﬂ' and '¶' for parts of
    // its own encoding. So whatever is no letter, digit or blank is written as its code.
    private static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in string.IsNullOrWhiteSpace(name) ? "\u00a0".EnumerateRunes() : name.EnumerateRunes())
        {
            if (rune.Value is not ('ﬂ' or ' ') && (rune.Value == '_' || Rune.IsLetterOrDigit(rune)))
            {
                text.Append(rune);
            }
            else if (rune.Value == ' ')
            {
                text.Append(' ');
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return text.ToString();
    }
}
