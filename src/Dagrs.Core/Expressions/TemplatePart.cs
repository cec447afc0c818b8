namespace Dagrs.Core.Expressions;

/// <summary>A part of a <see cref="Template"/>: plain text, or an expression in its braces.</summary>
/// <param name="Text">The text; for an expression its source, braces included.</param>
/// <param name="Expression">The expression; null for plain text.</param>
internal sealed record TemplatePart(string Text, Expression? Expression)
{
    /// <summary>The part for an expression that has been rewritten.</summary>
    public static TemplatePart Of(Expression expression) => new($"{Template.Open} {expression} {Template.Close}", expression);
}
