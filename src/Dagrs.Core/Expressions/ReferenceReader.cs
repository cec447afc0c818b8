using System.Buffers;

namespace Dagrs.Core.Expressions;

/// <summary>Parses the rest of a name after its first word, and says what may follow. It does not know which parameters, tasks or variables exist.</summary>
internal sealed class ReferenceReader
{
    // In the order of ReferenceKind; both kinds of task references have the same word.
    private static readonly string[] RootsByKind = ["params", "matrix", "env", "tasks", "tasks", "os", "arch", "ci", "args", "root", "here"];

    private static readonly SearchValues<char> AfterName = SearchValues.Create(" .)]'\"=!&|,}\r\n\t");

    private readonly string _text;
    private readonly Tokens _tokens;
    private readonly List<string> _names = [];
    private readonly List<Token> _places = [];

    /// <param name="text">The text that contains the expression.</param>
    /// <param name="tokens">Its tokens; the first word of the name has been taken.</param>
    public ReferenceReader(string text, Tokens tokens) => (_text, _tokens) = (text, tokens);

    /// <summary>The words that a name can begin with.</summary>
    public static IReadOnlyList<string> Roots { get; } = [.. RootsByKind.Distinct()];

    public ExpressionError? Error { get; private set; }

    public static string RootOf(ReferenceKind kind) => RootsByKind[(int)kind];

    public static bool IsRoot(string word) => Array.IndexOf(RootsByKind, word) >= 0;

    /// <summary>The whole name; null on an error.</summary>
    public Reference? Read(string root, Token place)
    {
        while (Error is null && (_tokens.Is(TokenKind.Dot) || _tokens.Is(TokenKind.BracketOpen)))
        {
            if (_tokens.Advance().Kind == TokenKind.Dot)
            {
                ReadAfterDot();
            }
            else
            {
                ReadInBrackets();
            }
        }

        return Error is null ? Make(root, place) : null;
    }

    private void ReadAfterDot()
    {
        var (dot, token) = (_tokens.Last, _tokens.Current);
        if (!_tokens.Take(TokenKind.Name))
        {
            Error = token.Kind == TokenKind.Text ? At(token, $"a quoted name goes in brackets, without a dot: write [{Shown.Literal(_tokens.Unquoted(token))}]")
                : At(dot, "a name is missing after '.'");
            return;
        }

        // In a name with other characters the token ends before the name does.
        if (_tokens.Current.Column == token.End && _tokens.Is(TokenKind.Wrong) && IsOfName(_text.AsSpan(token.End)))
        {
            var rest = _tokens.From(token.Column);
            var whole = rest[..(rest.IndexOfAny(AfterName) is >= 0 and var end ? end : rest.Length)];
            Error = At(token, $"a name with '{_text[token.End]}' in it needs brackets and quotes: [{Shown.Literal(whole)}]");
        }

        Add(_tokens.Source(token).ToString(), token);
    }

    // Whoever writes web:build means a name; whoever writes x:-y means a default.
    private static bool IsOfName(ReadOnlySpan<char> rest) => rest[0] is ':' or '/' or '@' or '#' or '+' or '~' && !rest.StartsWith(":-") && !rest.StartsWith(":=");

    private void ReadInBrackets()
    {
        var (open, token) = (_tokens.Last, _tokens.Current);
        if (!_tokens.Take(TokenKind.Text))
        {
            Error = token.Kind == TokenKind.Wrong ? _tokens.Error : At(open, NoText(open));
            return;
        }

        if (!_tokens.Take(TokenKind.BracketClose))
        {
            Error = _tokens.Is(TokenKind.Wrong) ? _tokens.Error : At(open, "this '[' is not closed: ']' is missing");
        }

        Add(_tokens.Unquoted(token), token);
    }

    private string NoText(Token open)
    {
        var rest = _tokens.From(open.End);
        var inner = rest.IndexOf(']') is >= 0 and var end ? rest[..end] : [];
        return _places is [.., var before] && inner.Contains('=')
            ? $"a name with brackets in it needs quotes: write [{Shown.Literal(_text.AsSpan(before.Column, Math.Min(100, open.End - before.Column + inner.Length + 1)))}]"
            : $"a name in brackets needs single quotes: {(inner.IsEmpty ? "['...']" : $"write [{Shown.Literal(inner)}]")}";
    }

    private void Add(string name, Token place)
    {
        _names.Add(name);
        _places.Add(place);
    }

    private Reference? Make(string root, Token place)
    {
        Reference Of(ReferenceKind kind, string result = "") => new(kind, kind < ReferenceKind.Os ? _names[0] : "", result, place.Column, _tokens.Last.End - place.Column);

        var kind = (ReferenceKind)Array.IndexOf(RootsByKind, root);
        switch (_names)
        {
            case [] when kind >= ReferenceKind.Os:
            case [_] when kind < ReferenceKind.TaskState:
                return Of(kind);
            case [_, "state"] when kind == ReferenceKind.TaskState:
                return Of(kind);
            case [_, "results", var result] when kind == ReferenceKind.TaskState:
                return Of(ReferenceKind.TaskResult, result);
        }

        Error = kind == ReferenceKind.TaskState ? WrongOfTask(place) : WrongOfOthers(root, kind, place);
        return null;
    }

    private ExpressionError WrongOfOthers(string root, ReferenceKind kind, Token place) => _names.Count == 0
        ? At(place, $"a name is missing after '{root}': write {root}.{(kind == ReferenceKind.Matrix ? "KEY" : "NAME")}")
        : At(_places[kind < ReferenceKind.Os ? 1 : 0], $"'{root}{(kind < ReferenceKind.Os ? ".NAME" : "")}' is a string: nothing can follow it");

    private ExpressionError WrongOfTask(Token place) => _names switch
    {
        [] => At(place, "the task and 'state' or 'results' are missing: write tasks.ID.state or tasks.ID.results.NAME"),
        [_] => At(_places[0], "'state' or 'results' is missing: write tasks.ID.state or tasks.ID.results.NAME"),
        [_, "results"] => At(_places[1], "the name of the result is missing: write tasks.ID.results.NAME"),
        [_, "state", ..] => At(_places[2], "'tasks.ID.state' is a string: nothing can follow it"),
        [_, "results", _, ..] => At(_places[3], "'tasks.ID.results.NAME' is a string: nothing can follow it"),
        [_, "result" or "status" or "outcome" or "conclusion"] => At(_places[1], "how a task ended is called its state: write tasks.ID.state"),
        [_, "outputs" or "output" or "result", ..] => At(_places[1], "named outputs are called results: write tasks.ID.results.NAME"),
        _ => At(_places[1], $"a task has no {Shown.Name(_names[1])}: write tasks.ID.state or tasks.ID.results.NAME") with { Unknown = _names[1], Known = ["state", "results"] },
    };

    private static ExpressionError At(Token token, string message) => new(message, token.Column, token.Length);
}
