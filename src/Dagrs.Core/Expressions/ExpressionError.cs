namespace Dagrs.Core.Expressions;

/// <summary>What is wrong with an expression and where, counted in the text that it was read from. It does not know where that text stands in a file.</summary>
/// <param name="Message">One line of lower-case words that says what to write; without "did you mean".</param>
/// <param name="Column">Position of the first character that is wrong, from 0.</param>
/// <param name="Length">Characters that are wrong.</param>
internal sealed record ExpressionError(string Message, int Column, int Length)
{
    /// <summary>The name that is not known, for a "did you mean"; null when that is not what is wrong.</summary>
    public string? Unknown { get; init; }

    /// <summary>The names that could have been meant by <see cref="Unknown"/>.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>An error about a part of an expression.</summary>
    public static ExpressionError At(Expression part, string message) => new(message, part.Column, part.Length);
}
