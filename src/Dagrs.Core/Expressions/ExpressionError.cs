namespace Dagrs.Core.Expressions;

/// <summary>An error in an expression and its position in the text that was parsed. It does not know where that text is in a file.</summary>
/// <param name="Message">One line in lower case that says what to write; without "did you mean".</param>
/// <param name="Column">Position of the first wrong character, from 0.</param>
/// <param name="Length">The number of wrong characters.</param>
internal sealed record ExpressionError(string Message, int Column, int Length)
{
    /// <summary>The unknown name, for a "did you mean"; null when the error is another.</summary>
    public string? Unknown { get; init; }

    /// <summary>The names that could have been meant by <see cref="Unknown"/>.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>An error about a part of an expression.</summary>
    public static ExpressionError At(Expression part, string message) => new(message, part.Column, part.Length);
}
