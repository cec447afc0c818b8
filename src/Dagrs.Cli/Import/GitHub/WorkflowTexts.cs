using System.Text;
using System.Text.RegularExpressions;
using Dagrs.Cli.Import.Shell;

namespace Dagrs.Cli.Import.GitHub;

/// <summary>Translates texts of a workflow that contain <c>${{ }}</c>.</summary>
internal sealed partial class WorkflowTexts(WorkflowNames names)
{
    private readonly WorkflowCondition _conditions = new(names);

    public static bool HasExpression(string text) => text.Contains("${{", StringComparison.Ordinal);

    /// <summary>A text for a shell. A value that is unknown here ends the command, and is reported to <paramref name="todo"/>.</summary>
    public string ForShell(string text, Action<string> todo) => Holed(text, todo).ForShell();

    /// <summary>A text as one shell word.</summary>
    public string ShellWord(string text, Action<string> todo)
    {
        if (!HasExpression(text))
        {
            return ShellWords.Of(text);
        }

        var literal = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);
        return Holed($"\"{Dollar().Replace(literal, "\\$")}\"", todo).ForShell();
    }

    /// <summary>A text for a key of dagrs that allows expressions; null: it contains one without an equivalent.</summary>
    public string? ForDagrs(string text)
    {
        var filled = new StringBuilder();
        var at = 0;
        foreach (Match match in Expression().Matches(text))
        {
            if (WorkflowExpressionParser.Parse(match.Groups[1].Value) is not { } expression || _conditions.Text(expression) is not { } term)
            {
                return null;
            }

            filled.Append(text, at, match.Index - at).Append("${{ ").Append(term).Append(" }}");
            at = match.Index + match.Length;
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    private HoledText Holed(string text, Action<string> todo)
    {
        var holed = new HoledText();
        var at = 0;
        foreach (Match match in Expression().Matches(text))
        {
            holed.Append(text.AsSpan(at, match.Index - at)).Append(HoleOf(match.Groups[1].Value.Trim(), todo));
            at = match.Index + match.Length;
        }

        return holed.Append(text.AsSpan(at));
    }

    private Hole HoleOf(string expression, Action<string> todo)
    {
        if (WorkflowExpressionParser.Parse(expression) is WorkflowExpression.Name name && names.Variable(name.Path) is { } variable)
        {
            return new(variable, null);
        }

        if (WorkflowExpressionParser.Parse(expression) is WorkflowExpression.Literal literal)
        {
            return new(null, literal.Text);
        }

        todo($"${{{{ {expression} }}}}: only GitHub knows this value; the command fails there until you replace it");
        return new("dagrs_todo", null) { Missing = "see TODO dagrs in the task file" };
    }

    [GeneratedRegex(@"\$\{\{(.*?)\}\}", RegexOptions.Singleline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\$(?!\{\{)")]
    private static partial Regex Dollar();
}
