using System.Text;

namespace Dagrs.Core.Definition;

/// <summary>Reads one value of an env file: quotes, escapes, and the expansion of <c>$NAME</c> and <c>${NAME:-default}</c>. It does not know lines.</summary>
internal sealed class EnvValueReader
{
    private const int Deepest = 20;
    private const string NotClosed = "this '${' is not closed: '}' is missing";

    private readonly string _text;
    private readonly Func<string, string?> _lookup;
    private (int At, string Message)? _problem;
    private int _at;
    private int _end;
    private int _depth;
    private bool _isQuoted;

    /// <param name="text">The text of the file.</param>
    /// <param name="lookup">Gives the value of a variable; null when it is not set.</param>
    public EnvValueReader(string text, Func<string, string?> lookup) => (_text, _lookup) = (text, lookup);

    /// <summary>The problem with the last value.</summary>
    public (int At, string Message)? TakeProblem()
    {
        var problem = _problem;
        _problem = null;
        return problem;
    }

    /// <summary>A value in single quotes: verbatim, except <c>\'</c>. Null when it is not closed.</summary>
    public string? ReadLiteral(ref int at)
    {
        var value = new StringBuilder();
        for (var i = at + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\'')
            {
                at = i + 1;
                return value.ToString();
            }

            i += _text[i] == '\\' && i + 1 < _text.Length && _text[i + 1] == '\'' ? 1 : 0;
            value.Append(_text[i]);
        }

        Fail(at, "this quote is not closed");
        at = _text.Length;
        return null;
    }

    /// <summary>A value in double quotes. Null when it is not closed.</summary>
    public string? ReadQuoted(ref int at)
    {
        var open = at;
        (_at, _end, _isQuoted) = (at + 1, _text.Length, true);
        var value = new StringBuilder();
        Read(value, isUsed: true);
        while (_at < _text.Length && _text[_at] != '"')
        {
            _at += _text[_at] == '\\' ? 2 : 1; // skip past a problem
        }

        at = Math.Min(_at + 1, _text.Length);
        if (_at < _text.Length)
        {
            return value.ToString();
        }

        _problem ??= (open, "this quote is not closed");
        return null;
    }

    /// <summary>A value without quotes.</summary>
    public string ReadPlain(ref int at, int end)
    {
        (_at, _end, _isQuoted) = (at, end, false);
        var value = new StringBuilder();
        Read(value, isUsed: true);
        at = end;
        return value.ToString();
    }

    // Reads to the end of the value or, within braces, to the closing one. An unused part is read only to find its end.
    private void Read(StringBuilder value, bool isUsed)
    {
        while (_at < _end && _problem is null)
        {
            var c = _text[_at];
            if ((c == '"' && _isQuoted) || (c == '}' && _depth > 0))
            {
                return;
            }

            if (c == '\\' && _isQuoted && _at + 1 < _end)
            {
                value.Append(Escaped(_text[_at + 1]));
                _at += 2;
            }
            else if (c == '$')
            {
                ReadDollar(value, isUsed);
            }
            else
            {
                value.Append(c);
                _at++;
            }
        }
    }

    private static string Escaped(char c) => c switch
    {
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        '"' or '\\' or '$' => c.ToString(),
        _ => "\\" + c,
    };

    private void ReadDollar(StringBuilder value, bool isUsed)
    {
        var next = _at + 1 < _end ? _text[_at + 1] : '\0';
        if (next == '{')
        {
            ReadBraces(value, isUsed);
        }
        else if (next == '$')
        {
            value.Append('$');
            _at += 2;
        }
        else if (NameLength(_at + 1) is > 0 and var length)
        {
            value.Append(_lookup(_text.Substring(_at + 1, length)));
            _at += 1 + length;
        }
        else
        {
            value.Append('$'); // a price, say, or $(a command), which is not run
            _at++;
        }
    }

    private void ReadBraces(StringBuilder value, bool isUsed)
    {
        var open = _at;
        var length = NameLength(_at + 2);
        var name = _text.Substring(_at + 2, length);
        _at += 2 + length;
        var needsText = _at < _end && _text[_at] == ':';
        _at += needsText ? 1 : 0;
        var sign = _at < _end ? _text[_at] : '\0';
        if (length > 0 && _at >= _end)
        {
            Fail(open, NotClosed);
            return;
        }

        if (length == 0 || !(sign is '-' or '?' or '+' || (sign == '}' && !needsText)))
        {
            Fail(open, "expected ${NAME}, ${NAME:-default}, ${NAME:?message} or ${NAME:+text}; for the literal characters put the value in single quotes");
            return;
        }

        var set = _lookup(name);
        var isSet = set is not null && !(needsText && set.Length == 0);
        var rest = new StringBuilder();
        var restAt = _at + (sign == '}' ? 0 : 1);
        _at = restAt;
        if (!ReadRest(rest, isUsed && isSet == (sign == '+'), open))
        {
            return;
        }

        if (sign == '?' && !isSet && isUsed)
        {
            var message = _text.AsSpan(restAt, Math.Min(_at - restAt, 200)).Trim();
            Fail(open, $"'{name}' is not set{(needsText ? " or is empty" : "")}{(message.IsEmpty ? "" : $": {message}")}");
            return;
        }

        _at++;
        value.Append(isSet == (sign == '+') ? rest.ToString() : sign == '+' ? null : set);
    }

    private bool ReadRest(StringBuilder rest, bool isUsed, int open)
    {
        if (_depth == Deepest)
        {
            Fail(open, $"this is nested more than {Deepest} levels deep");
            return false;
        }

        _depth++;
        Read(rest, isUsed);
        _depth--;
        if (_problem is null && (_at >= _end || _text[_at] != '}'))
        {
            Fail(open, NotClosed);
        }

        return _problem is null;
    }

    private void Fail(int at, string message) => _problem ??= (at, message);

    private int NameLength(int start)
    {
        var end = start;
        while (end < _end && (char.IsAsciiLetter(_text[end]) || _text[end] == '_' || (end > start && char.IsAsciiDigit(_text[end]))))
        {
            end++;
        }

        return end - start;
    }
}
