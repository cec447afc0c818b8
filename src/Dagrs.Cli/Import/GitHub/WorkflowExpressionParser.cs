using System.Text.RegularExpressions;

namespace Dagrs.Cli.Import.GitHub;

/// <summary>Parses expressions of GitHub workflows. With an unknown part it gives up on the whole expression.</summary>
internal sealed partial class WorkflowExpressionParser
{
    private const int LongestExpression = 2000; // limits the depth of recursion

    private readonly string[] _tokens;
    private int _next;

    private WorkflowExpressionParser(string[] tokens) => _tokens = tokens;

    /// <summary>The expression; null: it is not a supported one.</summary>
    /// <param name="text">The text without the braces.</param>
    public static WorkflowExpression? Parse(string text)
    {
        var tokens = Token().Matches(text);
        if (text.Length > LongestExpression || tokens.Sum(token => token.Length) != text.Count(letter => !char.IsWhiteSpace(letter)) + tokens.Sum(token => token.Value.Count(char.IsWhiteSpace)))
        {
            return null;
        }

        var parser = new WorkflowExpressionParser([.. tokens.Select(token => token.Value)]);
        return parser.Or() is { } whole && parser._next == parser._tokens.Length ? whole : null;
    }

    private string Peek => _next < _tokens.Length ? _tokens[_next] : "";

    private bool Take(string token)
    {
        var isNext = Peek == token;
        _next += isNext ? 1 : 0;
        return isNext;
    }

    private WorkflowExpression? Or() => Chain(And, "||");

    private WorkflowExpression? And() => Chain(Equal, "&&");

    private WorkflowExpression? Chain(Func<WorkflowExpression?> operand, string sign)
    {
        var left = operand();
        while (left is not null && Take(sign))
        {
            left = operand() is { } right ? new WorkflowExpression.Joined(left, sign, right) : null;
        }

        return left;
    }

    private WorkflowExpression? Equal()
    {
        var left = Not();
        while (left is not null && Peek is "==" or "!=")
        {
            var sign = _tokens[_next++];
            left = left is not null && Not() is { } right ? new WorkflowExpression.Compared(left, sign, right) : null;
        }

        return left;
    }

    private WorkflowExpression? Not() => Take("!") ? Not() is { } inner ? new WorkflowExpression.Negated(inner) : null : Primary();

    private WorkflowExpression? Primary()
    {
        if (Take("("))
        {
            return Or() is { } inner && Take(")") ? inner : null;
        }

        var token = Peek;
        _next++;
        switch (token)
        {
            case ['\'', .. var text, '\'']:
                return new WorkflowExpression.Literal(text.Replace("''", "'", StringComparison.Ordinal), IsTruth: false);
            case "true" or "false":
                return new WorkflowExpression.Literal(token, IsTruth: true);
            case [>= '0' and <= '9', ..]:
                return new WorkflowExpression.Literal(token, IsTruth: false);
            case [var first, ..] when char.IsAsciiLetter(first) || first == '_':
                return Take("(") ? Call(token) : new WorkflowExpression.Name(token);
            default:
                return null;
        }
    }

    private WorkflowExpression.Call? Call(string function)
    {
        List<WorkflowExpression> arguments = [];
        while (!Take(")"))
        {
            if (arguments.Count > 0 && !Take(",") || Or() is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }

        return new(function.ToLowerInvariant(), arguments);
    }

    [GeneratedRegex(@"'(?:[^']|'')*'|[A-Za-z_][\w-]*(?:\.[\w-]+)*|\d+(?:\.\d+)?|==|!=|&&|\|\||[!(),]")]
    private static partial Regex Token();
}
