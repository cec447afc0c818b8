namespace Dagrs.Core.Expressions;

/// <summary>What a <see cref="Token"/> is.</summary>
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

    /// <summary>No part of any expression; <see cref="Tokens.Error"/> says what to write.</summary>
    Wrong,
}
