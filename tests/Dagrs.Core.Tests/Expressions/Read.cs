using Dagrs.Core.Expressions;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>Reads texts that are right, and the error of those that are not.</summary>
internal static class Read
{
    public static Expression Expression(string text)
    {
        Assert.True(Core.Expressions.Expression.TryParse(text, out var expression, out var error), $"{text}: {error}");
        Assert.Null(error);
        return expression;
    }

    public static Template Template(string text)
    {
        Assert.True(Core.Expressions.Template.TryParse(text, out var template, out var error), $"{text}: {error}");
        Assert.Null(error);
        return template;
    }

    public static Condition Condition(string text)
    {
        Assert.True(Core.Expressions.Condition.TryParse(text, out var condition, out var error), $"{text}: {error}");
        Assert.Null(error);
        return condition;
    }

    public static ExpressionError Error(string text)
    {
        Assert.False(Core.Expressions.Expression.TryParse(text, out var expression, out var error), $"{text} is read as {expression}");
        Assert.Null(expression);
        return error;
    }

    public static ExpressionError TemplateError(string text)
    {
        Assert.False(Core.Expressions.Template.TryParse(text, out var template, out var error), $"{text} is read as {template?.Text}");
        Assert.Null(template);
        return error;
    }

    public static ExpressionError ConditionError(string text)
    {
        Assert.False(Core.Expressions.Condition.TryParse(text, out var condition, out var error), $"{text} is read as {condition}");
        Assert.Null(condition);
        return error;
    }

    /// <summary>The text that an error points at.</summary>
    public static string Marked(string text, ExpressionError error) => text.Substring(error.Column, error.Length);
}
