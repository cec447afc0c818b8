namespace Dagrs.Core.Yaml;

/// <summary>One line of a text that is not valid YAML, and what its characters look like to a person. It knows no other line.</summary>
/// <param name="Text">The line, without trailing blanks.</param>
/// <param name="Number">Its number, from 1.</param>
internal readonly record struct LineText(string Text, int Number)
{
    public int Length => Text.Length;

    public char this[int at] => Text[at];

    /// <summary>The number of leading spaces.</summary>
    public int Indent => Text.Length - Text.AsSpan().TrimStart(' ').Length;

    /// <summary>True when it looks like a key and its colon.</summary>
    public bool LooksLikeKey
    {
        get
        {
            var text = Text.AsSpan().TrimStart(" -");
            var length = 0;
            while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '_' or '-' or '.'))
            {
                length++;
            }

            return length > 0 && length < text.Length && text[length] == ':' && (length + 1 == text.Length || text[length + 1] == ' ');
        }
    }

    /// <summary>The character and its place.</summary>
    public TextMark Mark(int at) => new(Text[at], Number, at + 1);

    /// <summary>True for a colon that ends a key.</summary>
    public bool IsColon(int at) => at < Text.Length && Text[at] == ':' && IsBlankOrEnd(at + 1);

    /// <summary>True for the dash of a list item, or a question mark before a key.</summary>
    public bool IsIndicator(int at) => Text[at] is '-' or '?' && IsBlankOrEnd(at + 1);

    public bool IsComment(int at) => Text[at] == '#' && (at == 0 || Text[at - 1] is ' ' or '\t');

    /// <summary>True where a text within brackets begins; inside a text a quote is an ordinary character.</summary>
    public bool IsBeginning(int at) => Text.AsSpan(0, at).TrimEnd() is [] or [.., '[' or '{' or ',' or ':' or '?'];

    public int SkipBlanks(int at)
    {
        while (at < Text.Length && Text[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>Where the value begins after its anchors and tags.</summary>
    public int SkipProperties(int at)
    {
        while (at + 1 < Text.Length && Text[at] is '&' or '!' && Text.IndexOf(' ', at) is >= 0 and var blank)
        {
            at = SkipBlanks(blank);
        }

        return at;
    }

    /// <summary>The position of the closing quote; negative when there is none in this line.</summary>
    public int Close(int from, char quote)
    {
        for (var i = from; i < Text.Length; i++)
        {
            if (quote == '"' && Text[i] == '\\')
            {
                i++;
            }
            else if (Text[i] == quote)
            {
                if (quote == '"' || i + 1 == Text.Length || Text[i + 1] != quote)
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    private bool IsBlankOrEnd(int at) => at == Text.Length || Text[at] is ' ' or '\t';
}
