namespace Dagrs.Core.Definition;

/// <summary>
/// Reads the dotenv format as documented by docker compose (https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation),
/// with <c>export</c> allowed before a name. It runs no commands, and sees the environment only through its lookup.
/// </summary>
internal sealed class EnvFileReader
{
    private readonly string _text;
    private readonly Func<string, string?> _lookup;
    private readonly Dictionary<string, string> _earlier = [];
    private readonly List<EnvVariable> _variables = [];
    private readonly List<EnvFileProblem> _problems = [];
    private readonly EnvValueReader _values;
    private int _at;
    private int _line = 1; // the line number of _counted
    private int _lineStart;
    private int _counted;

    private EnvFileReader(string text, Func<string, string?> lookup)
    {
        (_text, _lookup) = (text, lookup);
        _values = new EnvValueReader(text, name => _earlier.GetValueOrDefault(name) ?? lookup(name));
    }

    /// <summary>Parses a whole file.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="lookup">Gives the value of a variable that no earlier line sets; null when it is not set.</param>
    public static EnvFile Read(string text, Func<string, string?> lookup)
    {
        var reader = new EnvFileReader(text.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal), lookup);
        while (reader.SkipToStatement())
        {
            reader.ReadStatement();
        }

        return new EnvFile(reader._variables, reader._problems);
    }

    private bool SkipToStatement()
    {
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] == '#')
            {
                _at = EndOfLine() - 1;
            }
            else if (_text[_at] != '\n' && !IsBlank(_text[_at]))
            {
                return true;
            }
        }

        return false;
    }

    private void ReadStatement()
    {
        if (_text.AsSpan(_at).StartsWith("export") && _at + 6 < _text.Length && IsBlank(_text[_at + 6]))
        {
            _at += 6;
            SkipBlanks();
        }

        var start = _at;
        var (line, _) = Place(start);
        _at += NameLength(_text.AsSpan(_at));
        var name = _text[start.._at];
        SkipBlanks();
        if (name.Length == 0 || (_at < _text.Length && _text[_at] is not ('=' or ':' or '\n' or '#')))
        {
            Fail(_at, name.Length == 0 ? "the name is missing; a line is NAME=value, a comment begins with '#'" : "'=' is missing after the name; a name consists of letters, digits, '_', '-' and '.'");
        }
        else if (_at == _text.Length || _text[_at] is '\n' or '#')
        {
            // A name alone passes on the value from outside.
            Add(name, _lookup(name), line);
            _at = EndOfLine();
        }
        else
        {
            _at++;
            SkipBlanks();
            Add(name, ReadValue(), line);
        }
    }

    private string? ReadValue()
    {
        var quote = _at < _text.Length && _text[_at] is '\'' or '"' ? _text[_at] : '\0';
        var value = quote switch
        {
            '\'' => _values.ReadLiteral(ref _at),
            '"' => _values.ReadQuoted(ref _at),
            _ => _values.ReadPlain(ref _at, EndOfPlain()),
        };
        if (_values.TakeProblem() is { } problem)
        {
            Fail(problem.At, problem.Message);
            return null;
        }

        if (quote != '\0')
        {
            SkipBlanks();
            if (_at < _text.Length && _text[_at] is not ('\n' or '#'))
            {
                Fail(_at, "only a comment can follow the closing quote; escape a quote inside the value with '\\'");
                return null;
            }
        }

        _at = EndOfLine();
        return value;
    }

    // A comment begins with a blank and '#'; blanks before it, and at the end of the line, are ignored.
    private int EndOfPlain()
    {
        var end = EndOfLine();
        for (var i = _at; i < end; i++)
        {
            if (_text[i] == '#' && IsBlank(_text[i - 1]))
            {
                end = i;
            }
        }

        while (end > _at && IsBlank(_text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private void Add(string name, string? value, int line)
    {
        if (value is not null)
        {
            _variables.Add(new(name, value, line));
            _earlier[name] = value;
        }
    }

    private void Fail(int at, string message)
    {
        var (line, column) = Place(at);
        _problems.Add(new(message, line, column));
        _at = EndOfLine();
    }

    // Counts on from the last position: positions are requested in ascending order.
    private (int Line, int Column) Place(int at)
    {
        for (int next; (next = _text.IndexOf('\n', _counted, at - _counted)) >= 0; _counted = next + 1)
        {
            (_line, _lineStart) = (_line + 1, next + 1);
        }

        _counted = at;
        return (_line, at - _lineStart + 1);
    }

    private int EndOfLine() => _text.IndexOf('\n', Math.Min(_at, _text.Length)) is >= 0 and var end ? end : _text.Length;

    private void SkipBlanks()
    {
        while (_at < _text.Length && IsBlank(_text[_at]))
        {
            _at++;
        }
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] == '_' || (length > 0 && (char.IsAsciiDigit(text[length]) || text[length] is '.' or '-'))))
        {
            length++;
        }

        return length;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\v' or '\f';
}
