using System.Text.RegularExpressions;

namespace Dagrs.Cli.Import.Shell;

/// <summary>Parses shell code as far as importers need it: quotes, comments, here-documents, and its commands.</summary>
internal sealed partial class ShellText
{
    // Commands whose effect on the shell outlasts them.
    private static readonly HashSet<string> Lasting =
    [
        "cd", "pushd", "popd", "export", "set", "unset", "exit", "exec", "return", "trap", "umask", ".", "source", "alias", "unalias", "eval", "shift", "readonly",
        "local", "declare", "typeset", "ulimit", "read", "shopt", "command", "builtin", "getopts",
    ];

    private static readonly HashSet<string> Compound = ["if", "for", "while", "until", "case", "select", "function", "{", "[[", "time"];

    private readonly string _text;
    private readonly ShellPlace[] _places;
    private readonly Stack<char> _open = new(); // ) of $( or (, ` of backticks, } of ${, " of double quotes
    private readonly Queue<(string End, bool Expands, bool MayIndent)> _documents = new();
    private bool _startsCommand = true;
    private bool _onlyAssigns;

    private ShellText(string text)
    {
        _text = text;
        _places = new ShellPlace[text.Length];
    }

    /// <summary>True for several commands in sequence, or a compound one, where <c>-e</c> makes a difference inside.</summary>
    public bool IsSequence { get; private set; }

    /// <summary>True when it contains <c>&amp;&amp;</c>: a failure before that does not end a shell with <c>-e</c>.</summary>
    public bool HasAnd { get; private set; }

    /// <summary>True when it begins with <c>!</c>, which hides its failure from <c>-e</c>.</summary>
    public bool IsNegated { get; private set; }

    /// <summary>True when it changes the shell that runs it: its folder, variables, options, or by exiting.</summary>
    public bool ChangesShell { get; private set; }

    /// <summary>True when it uses arguments of the shell, such as <c>$1</c>.</summary>
    public bool UsesArguments { get; private set; }

    /// <summary>True when text appended to its last line would be part of a comment.</summary>
    public bool EndsInComment => _places.Length > 0 && _places[^1] == ShellPlace.Comment;

    /// <summary>True when a quote, a parenthesis or a here-document is not closed.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The context of the character at an index.</summary>
    public ShellPlace At(int index) => _places[index];

    public static ShellText Of(string text)
    {
        var shell = new ShellText(text);
        shell.Scan();
        return shell;
    }

    private bool IsTop => _open.Count == 0;

    private void Scan()
    {
        for (var at = 0; at < _text.Length; at++)
        {
            at = _open.TryPeek(out var open) && open == '"' ? InDouble(at) : Outside(at);
        }

        EndCommand();
        IsOpen |= _open.Count > 0 || _documents.Count > 0;
    }

    private int InDouble(int at)
    {
        _places[at] = ShellPlace.Double;
        switch (_text[at])
        {
            case '"':
                _open.Pop();
                return at;
            case '\\' when at + 1 < _text.Length:
                _places[at + 1] = ShellPlace.Fixed;
                return at + 1;
            default:
                return Expansion(at, ShellPlace.Double);
        }
    }

    private int Outside(int at)
    {
        var letter = _text[at];
        switch (letter)
        {
            case '\\':
                if (at + 1 < _text.Length)
                {
                    _places[at + 1] = ShellPlace.Fixed;
                }

                return at + 1;
            case '\'':
                return Single(at);
            case '"':
                Word(at);
                _open.Push('"');
                _places[at] = ShellPlace.Double;
                return at;
            case '#' when IsWordStart(at) && !(_open.TryPeek(out var open) && open == '}'):
                return Comment(at);
            case '\n':
                Separate(isSequence: at + 1 < _text.Length);
                return _documents.Count > 0 ? Documents(at) : at;
            case ';':
                Separate(isSequence: true);
                return at;
            case '&' or '|':
                return Operator(at);
            case '<' when Next(at) == '<' && Next(at + 1) != '<':
                return Document(at);
            case '<' or '>' when Next(at) is '&' or '<':
                return at + 1;
            case '(':
                Parenthesis(at);
                return at;
            case ')' or '`' or '}' when _open.TryPeek(out var waiting) && waiting == letter:
                _open.Pop();
                return at;
            case ' ' or '\t' or '<' or '>':
                return at;
            default:
                Word(at);
                return Expansion(at, ShellPlace.Plain);
        }
    }

    private char Next(int at) => at + 1 < _text.Length ? _text[at + 1] : '\0';

    private bool IsWordStart(int at) => at == 0 || _text[at - 1] is ' ' or '\t' or '\n' or ';' or '&' or '|' or '(' or ')';

    private int Expansion(int at, ShellPlace place)
    {
        if (_text[at] == '`')
        {
            _open.Push('`');
        }
        else if (_text[at] == '$' && Next(at) is '(' or '{' && _text[at] == '$')
        {
            UsesArguments |= Next(at) == '{' && at + 2 < _text.Length && IsArgument(_text[at + 2]);
            _open.Push(Next(at) == '(' ? ')' : '}');
            _places[at + 1] = place;
            return at + 1;
        }
        else if (_text[at] == '$')
        {
            UsesArguments |= IsArgument(Next(at));
        }

        return at;
    }

    private static bool IsArgument(char letter) => letter is (>= '1' and <= '9') or '@' or '*' or '#';

    private int Single(int at)
    {
        Word(at);
        var end = _text.IndexOf('\'', at + 1);
        IsOpen |= end < 0;
        end = end < 0 ? _text.Length - 1 : end;
        _places.AsSpan(at, end - at + 1).Fill(ShellPlace.Single);
        return end;
    }

    private int Comment(int at)
    {
        var end = _text.IndexOf('\n', at);
        end = end < 0 ? _text.Length : end;
        _places.AsSpan(at, end - at).Fill(ShellPlace.Comment);
        return end - 1;
    }

    private int Operator(int at)
    {
        var isDouble = Next(at) == _text[at];
        if (!isDouble && _text[at] == '&' && Next(at) == '>')
        {
            return at + 1;
        }

        HasAnd |= IsTop && isDouble && _text[at] == '&';
        Separate(isSequence: !isDouble && _text[at] == '&');
        return isDouble ? at + 1 : at;
    }

    private void Separate(bool isSequence)
    {
        if (IsTop)
        {
            EndCommand();
            IsSequence |= isSequence;
        }
    }

    private void EndCommand()
    {
        ChangesShell |= _onlyAssigns;
        (_startsCommand, _onlyAssigns) = (true, false);
    }

    private void Parenthesis(int at)
    {
        IsSequence |= IsTop && !(at > 0 && _text[at - 1] == '$');
        _open.Push(')');
        _startsCommand = true;
    }

    // The first word of a command determines its effect on the shell.
    private void Word(int at)
    {
        if (!_startsCommand || !IsTop || !IsWordStart(at))
        {
            return;
        }

        var word = FirstWord().Match(_text, at).Value;
        if (Assignment().IsMatch(word))
        {
            _onlyAssigns = true;
            return;
        }

        (_startsCommand, _onlyAssigns) = (false, false);
        if (word == "!")
        {
            IsNegated = true;
            _startsCommand = true;
        }

        ChangesShell |= Lasting.Contains(word);
        IsSequence |= Compound.Contains(word);
    }

    private int Document(int at)
    {
        var match = DocumentStart().Match(_text, at);
        if (!match.Success)
        {
            return at + 1;
        }

        var end = match.Groups["end"].Value;
        _documents.Enqueue((end.Replace("'", "").Replace("\"", "").Replace("\\", ""), !end.AsSpan().ContainsAny('\'', '"', '\\'), match.Groups["dash"].Length > 0));
        return at + match.Length - 1;
    }

    // Skips the here-documents announced on the line that ends at an index.
    private int Documents(int at)
    {
        IsSequence = true;
        while (_documents.TryPeek(out var document))
        {
            while (true)
            {
                var start = at + 1;
                if (start >= _text.Length)
                {
                    return _text.Length - 1;
                }

                at = _text.IndexOf('\n', start) is >= 0 and var end ? end : _text.Length;
                _places.AsSpan(start, Math.Min(at, _text.Length) - start).Fill(document.Expands ? ShellPlace.Double : ShellPlace.Fixed);
                var line = _text.AsSpan(start, at - start);
                if ((document.MayIndent ? line.TrimStart('\t') : line).SequenceEqual(document.End))
                {
                    _documents.Dequeue();
                    break;
                }
            }
        }

        return Math.Min(at, _text.Length - 1);
    }

    [GeneratedRegex(@"\G[^\s;&|()<>]*")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\+?=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\G<<(?<dash>-?)[ \t]*(?<end>(?:'[^'\n]*'|""[^""\n]*""|\\.|[^\s;&|()<>'""\\])+)")]
    private static partial Regex DocumentStart();
}
