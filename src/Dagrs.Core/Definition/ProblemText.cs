using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Renders problems as text with carets, for people. The only place that does.</summary>
internal static class ProblemText
{
    private const int Width = 120; // of a source line; a longer one is cut around the caret
    private const int LongestMessage = 4000;

    /// <summary>All problems, one after the other, without a trailing line break.</summary>
    public static string Of(SourceText source, IReadOnlyList<Problem> problems)
    {
        var text = new StringBuilder();
        foreach (var problem in problems)
        {
            Append(text, problem.Source ?? source, problem);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, SourceText source, Problem problem)
    {
        AppendHead(text, source, problem.Place).Append(problem.Code.IsNote() ? "note: " : "error: ").Append(OneLine.Of(problem.Message, LongestMessage));
        if (problem.Suggestion is { } suggestion)
        {
            text.Append("; did you mean ").Append(Quoted.Name(suggestion)).Append('?');
        }

        text.Append(" [").Append(problem.Code.Id()).Append("]\n");
        AppendCaret(text, source, problem.Place);
        foreach (var (note, place) in problem.Notes)
        {
            AppendHead(text, source, place).Append("note: ").Append(OneLine.Of(note, LongestMessage)).Append('\n');
        }
    }

    private static StringBuilder AppendHead(StringBuilder text, SourceText source, Place place)
    {
        text.Append(OneLine.Of(source.Path)).Append(':');
        if (place.IsKnown)
        {
            text.Append(place.Line).Append(':').Append(place.Column).Append(':');
        }

        return text.Append(' ');
    }

    private static void AppendCaret(StringBuilder text, SourceText source, Place place)
    {
        if (!place.IsKnown || source.Line(place.Line) is not { Length: > 0 } line)
        {
            return;
        }

        var column = Math.Clamp(place.Column - 1, 0, line.Length);
        var end = Math.Min(place.EndColumn - 1, line.Length);
        var start = 0;
        if (line.Length > Width)
        {
            start = Math.Clamp(column - (Width / 2), 0, line.Length - Width);
            line = line.Substring(start, Width);
            column -= start;
            end = Math.Min(end - start, Width);
        }

        text.Append("    ").Append(Visible(line)).Append('\n');
        text.Append("    ").Append(' ', column).Append('^', Math.Max(1, end - column)).Append('\n');
    }

    // Each character keeps one column, so that the caret stays in place.
    private static StringBuilder Visible(string line)
    {
        var visible = new StringBuilder(line);
        for (var i = 0; i < visible.Length; i++)
        {
            if (visible[i] == '\t')
            {
                visible[i] = ' ';
            }
            else if (OneLine.IsUnsafe(visible[i]))
            {
                visible[i] = '\uFFFD';
            }
        }

        return visible;
    }
}
