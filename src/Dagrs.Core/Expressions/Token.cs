namespace Dagrs.Core.Expressions;

/// <summary>The smallest meaningful part of an expression's text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Column">Position of its first character.</param>
/// <param name="Length">Its length in characters; 0 at the end of the text.</param>
internal readonly record struct Token(TokenKind Kind, int Column, int Length)
{
    public int End => Column + Length;
}
