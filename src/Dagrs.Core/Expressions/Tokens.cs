using System.Text;

namespace Dagrs.Core.Expressions;

/// <summary>
/// Tokenises the text of an expression, one token ahead. It never stops: an invalid token is <see cref="TokenKind.Wrong"/>, with its error ready. It
/// knows no grammar.
/// </summary>
internal sealed class Tokens
{
    private readonly string _text;

    /// <param name="text">The text that contains the expression.</param>
    /// <param name="start">Where the expression starts.</param>
    public Tokens(string text, int start)
    {
        _text = text;
        Current = Last = new(TokenKind.End, start, 0);
        Current = Next();
    }

    /// <summary>The token not yet taken.</summary>
    public Token Current { get; private set; }

    /// <summary>The token taken last; of length 0 at the start.</summary>
    public Token Last { get; private set; }

    /// <summary>Why <see cref="Current"/> is no valid token.</summary>
    public ExpressionError? Error { get; private set; }

    /// <summary>How many characters at the start of a text can follow a dot as a name.</summary>
    public static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (Rune.DecodeFromUtf16(text[length..], out var rune, out var size) == System.Buffers.OperationStatus.Done && (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-'))
        {
            length += size;
        }

        return length;
    }

    public bool Is(TokenKind kind) => Current.Kind == kind;

    public bool Take(TokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    public Token Advance()
    {
        Last = Current;
        Current = Next();
        return Last;
    }

    public ReadOnlySpan<char> Source(Token token) => _text.AsSpan(token.Column, token.Length);

    /// <summary>The characters from a position on, limited to what a message could show.</summary>
    public ReadOnlySpan<char> From(int column) => _text.AsSpan(column, Math.Min(100, _text.Length - column));

    /// <summary>The content of a quoted text.</summary>
    public string Unquoted(Token text) => Source(text)[1..^1].ToString().Replace("''", "'", StringComparison.Ordinal);

    private Token Next()
    {
        var at = Last.Column + Last.Length;
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        if (at == _text.Length)
        {
            return new(TokenKind.End, at, 0);
        }

        var next = at + 1 < _text.Length ? _text[at + 1] : '\0';
        return (_text[at], next) switch
        {
            ('\'', _) => Quoted(at),
            ('}', '}') => new(TokenKind.EndOfBraces, at, 2),
            ('&', '&') => new(TokenKind.And, at, 2),
            ('|', '|') => new(TokenKind.Or, at, 2),
            ('=', '=') when CountEquals(at) == 2 => new(TokenKind.Equal, at, 2),
            ('!', '=') when CountEquals(at + 1) == 1 => new(TokenKind.NotEqual, at, 2),
            ('!', not '=') => new(TokenKind.Not, at, 1),
            ('(', _) => new(TokenKind.ParenthesisOpen, at, 1),
            (')', _) => new(TokenKind.ParenthesisClose, at, 1),
            ('[', _) => new(TokenKind.BracketOpen, at, 1),
            (']', _) => new(TokenKind.BracketClose, at, 1),
            ('.', _) => new(TokenKind.Dot, at, 1),
            (',', _) => new(TokenKind.Comma, at, 1),
            _ => NameLength(_text.AsSpan(at)) is > 0 and var length ? new(TokenKind.Name, at, length) : Wrong(StrayCharacter.At(_text, at)),
        };
    }

    // Two quotes within a text stand for one.
    private Token Quoted(int at)
    {
        for (var end = _text.IndexOf('\'', at + 1); end > 0; end = _text.IndexOf('\'', end + 2))
        {
            if (end + 1 == _text.Length || _text[end + 1] != '\'')
            {
                return new(TokenKind.Text, at, end + 1 - at);
            }

            if (end + 2 == _text.Length)
            {
                break;
            }
        }

        return Wrong(new("this quote is not closed: a string ends with ', and '' inside it is one quote", at, 1));
    }

    private int CountEquals(int at) => _text.AsSpan(at).IndexOfAnyExcept('=') is >= 0 and var count ? count : _text.Length - at;

    private Token Wrong(ExpressionError error)
    {
        Error = error;
        return new(TokenKind.Wrong, error.Column, error.Length);
    }
}
