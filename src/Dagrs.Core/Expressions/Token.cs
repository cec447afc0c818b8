namespace Dagrs.Core.Expressions;

/// <summary>A part of an expression's text that means something by itself.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">Position of its first character.</param>
/// <param name="Length">Number of its characters; 0 at the end of the text.</param>
internal readonly record struct Token(TokenKind Kind, int Column, int Length)
{
    public int End => Column + Length;
}
