namespace Dagrs.Core.Expressions;

/// <summary>The kind of a <see cref="Token"/>.</summary>
internal enum TokenKind : byte
{
    End,
    EndOfBraces,
    Text,
    Name,
    Dot,
    Comma,
    ParenthesisOpen,
    ParenthesisClose,
    BracketOpen,
    BracketClose,
    Not,
    And,
    Or,
    Equal,
    NotEqual,

    /// <summary>No valid token; <see cref="Tokens.Error"/> says what to write.</summary>
    Wrong,
}
