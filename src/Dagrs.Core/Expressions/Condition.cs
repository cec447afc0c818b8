using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Expressions;

/// <summary>The value of <c>if</c>: one expression, with or without its braces, that evaluates to <c>true</c> or <c>false</c>.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Text">The expression as written, without braces and the blanks around it.</param>
internal sealed record Condition(Expression Expression, string Text)
{
    /// <summary>Parses a condition. Positions are relative to the start of the text, braces included.</summary>
    /// <param name="text">The text.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="error">The first error in it, otherwise.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Condition? condition, [NotNullWhen(false)] out ExpressionError? error)
    {
        condition = Read(text, out error);
        if (condition is not null && Evaluation.IsNeverTruth(condition.Expression))
        {
            error = ExpressionError.At(condition.Expression, "a condition must be 'true' or 'false', and this never is; compare it with '==' or '!='");
            condition = null;
        }

        return condition is not null;
    }

    /// <summary><c>true</c>, <c>false</c>, unknown so far, or an error.</summary>
    public Evaluated Evaluate(IScope scope) => Evaluation.Truth(Expression, scope);

    /// <summary>The same condition with everything the scope knows replaced by its value; its text stays as written.</summary>
    public Condition Fill(IScope scope) => this with { Expression = Expression.Fill(scope) };

    private static Condition? Read(string text, out ExpressionError? error)
    {
        var open = text.Length - text.AsSpan().TrimStart().Length;
        if (!text.AsSpan(open).StartsWith(Template.Open))
        {
            return Expression.TryParse(text, out var bare, out error) ? new Condition(bare, text.Trim()) : null;
        }

        var start = open + Template.Open.Length;
        var parser = new ExpressionParser(text, start);
        var expression = parser.ReadInBraces(open, out var end);
        error = parser.Error;
        if (expression is not null && end < text.TrimEnd().Length)
        {
            var rest = text.Length - text.AsSpan(end).TrimStart().Length;
            error = new("put the whole condition inside the braces, or leave them out", rest, text.TrimEnd().Length - rest);
        }

        return error is null ? new Condition(expression!, text[start..(end - Template.Close.Length)].Trim()) : null;
    }
}
