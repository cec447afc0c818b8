namespace Dagrs.Core.Model;

/// <summary>
/// A pattern for names: <c>*</c> matches any text, <c>?</c> one character, <c>[a-z]</c> one of a set, <c>[!a-z]</c> one outside it; a backslash
/// escapes the next character. Case-sensitive. Matching takes time proportional to both lengths, without recursion.
/// </summary>
internal sealed class Glob
{
    private readonly List<Piece> _pieces = [];

    public Glob(string pattern)
    {
        for (var i = 0; i < pattern.Length;)
        {
            _pieces.Add(Next(pattern, ref i));
        }
    }

    public static bool IsGlob(string text) => text.AsSpan().ContainsAny('*', '?', '[');

    /// <summary>The only name that it matches; null when it may match others.</summary>
    public string? Literal()
    {
        foreach (var piece in _pieces)
        {
            if (piece.Kind != PieceKind.Text)
            {
                return null;
            }
        }

        return string.Concat(_pieces.ConvertAll(static piece => piece.Text));
    }

    public bool Matches(ReadOnlySpan<char> name)
    {
        var (piece, at) = (0, 0);
        var (afterStar, startedAt) = (-1, 0);
        while (at < name.Length)
        {
            var length = LengthAt(name, at);
            if (piece < _pieces.Count && _pieces[piece].IsStar)
            {
                (afterStar, startedAt) = (++piece, at);
            }
            else if (piece < _pieces.Count && _pieces[piece].Takes(name, at, length))
            {
                piece++;
                at += length;
            }
            else if (afterStar >= 0)
            {
                // The last star takes one more character; earlier stars need no retry.
                startedAt += LengthAt(name, startedAt);
                (piece, at) = (afterStar, startedAt);
            }
            else
            {
                return false;
            }
        }

        while (piece < _pieces.Count && _pieces[piece].IsStar)
        {
            piece++;
        }

        return piece == _pieces.Count;
    }

    private static Piece Next(string pattern, ref int at)
    {
        var start = at;
        if (pattern[at] == '[' && pattern.IndexOf(']', Math.Min(at + 2, pattern.Length)) is > 0 and var end)
        {
            at = end + 1;
            return new Piece(pattern[(start + 1)..end], end - start == 2 ? PieceKind.Text : PieceKind.Set); // a set of one character is that character
        }

        var kind = pattern[at] switch { '*' => PieceKind.Star, '?' => PieceKind.Any, _ => PieceKind.Text };
        if (pattern[at] == '\\' && at + 1 < pattern.Length)
        {
            at = ++start;
        }

        at += LengthAt(pattern, at);
        return new Piece(pattern[start..at], kind);
    }

    // An unpaired surrogate counts as a character.
    private static int LengthAt(ReadOnlySpan<char> text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;

    private static int CodePoint(ReadOnlySpan<char> text, int at) => LengthAt(text, at) == 2 ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];

    private enum PieceKind : byte
    {
        Text,
        Any,
        Set,
        Star,
    }

    private readonly record struct Piece(string Text, PieceKind Kind)
    {
        public bool IsStar => Kind == PieceKind.Star;

        public bool Takes(ReadOnlySpan<char> name, int at, int length) => Kind switch
        {
            PieceKind.Any => true,
            PieceKind.Set => IsInSet(CodePoint(name, at)),
            _ => name[at..].StartsWith(Text, StringComparison.Ordinal) && Text.Length == length,
        };

        private bool IsInSet(int character)
        {
            var isNegated = Text[0] is '!' or '^' && Text.Length > 1;
            var isIn = false;
            for (var i = isNegated ? 1 : 0; i < Text.Length;)
            {
                var first = CodePoint(Text, i);
                var last = first;
                i += LengthAt(Text, i);
                if (i + 1 < Text.Length && Text[i] == '-')
                {
                    last = CodePoint(Text, ++i);
                    i += LengthAt(Text, i);
                }

                isIn |= character >= first && character <= last;
            }

            return isIn != isNegated;
        }
    }
}
