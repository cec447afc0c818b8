namespace Dagrs.Core.Expressions;

/// <summary>
/// Parses an expression by recursive descent: <c>!</c> binds tightest, then <c>== !=</c>, <c>&amp;&amp;</c>, <c>||</c>. A method that returns null
/// has set <see cref="Error"/>. It does not know what names mean, nor what surrounds the expression.
/// </summary>
internal sealed class ExpressionParser
{
    /// <summary>
    /// The nesting limit for parentheses and operations. It bounds recursion, here and over the nodes: an <c>if</c> is evaluated on the thread of a
    /// task, which has a small stack.
    /// </summary>
    public const int Deepest = 100;

    private static readonly string TooDeep = $"this is nested more than {Deepest} levels deep; move parts of it into parameters or other tasks";

    private readonly string _text;
    private readonly Tokens _tokens;
    private readonly int _start;
    private int _depth;

    /// <param name="text">The text that contains the expression.</param>
    /// <param name="start">Where it starts; in braces, after the <c>${{</c>.</param>
    public ExpressionParser(string text, int start)
    {
        _text = text;
        _start = start;
        _tokens = new Tokens(text, start);
    }

    public ExpressionError? Error { get; private set; }

    private bool IsComparison => _tokens.Is(TokenKind.Equal) || _tokens.Is(TokenKind.NotEqual);

    /// <summary>Parses to the end of the text.</summary>
    public Expression? ReadAll()
    {
        var expression = ReadOr();
        return expression is null || _tokens.Is(TokenKind.End) ? expression : Fail(Unexpected());
    }

    /// <summary>Parses to the <c>}}</c>.</summary>
    /// <param name="open">The position of the <c>${{</c>.</param>
    /// <param name="end">The position after the <c>}}</c>.</param>
    public Expression? ReadInBraces(int open, out int end)
    {
        var expression = ReadOr();
        end = _tokens.Current.End;
        return expression is null || _tokens.Is(TokenKind.EndOfBraces) ? expression
            : Fail(_tokens.Is(TokenKind.End) ? NotClosed(open) : Unexpected());
    }

    private Expression? ReadOr() => ReadChain(TokenKind.Or, "||", ReadAnd, operands => new Expression.Or(operands));

    private Expression? ReadAnd() => ReadChain(TokenKind.And, "&&", ReadComparison, operands => new Expression.And(operands));

    private Expression? ReadChain(TokenKind between, string sign, Func<Expression?> read, Func<IReadOnlyList<Expression>, Expression> node)
    {
        var first = read();
        if (first is null || !_tokens.Is(between))
        {
            return first;
        }

        var operands = new List<Expression> { first };
        while (_tokens.Take(between))
        {
            if (read() is not { } next)
            {
                return null;
            }

            operands.Add(next);
        }

        for (var i = 0; i < operands.Count; i++)
        {
            if (Evaluation.IsNeverTruth(operands[i]))
            {
                return Fail(NoTruth(operands[i], i == 0 ? null : operands[i - 1], sign));
            }
        }

        return Bounded(node(operands));
    }

    private Expression? ReadComparison()
    {
        var left = ReadUnary();
        if (left is null || !IsComparison)
        {
            return left;
        }

        var isEqual = _tokens.Advance().Kind == TokenKind.Equal;
        if (ReadUnary() is not { } right)
        {
            return null;
        }

        if (IsComparison)
        {
            return Fail(At(_tokens.Current, "'==' and '!=' compare two values: write a == b && b == c, or (a == b) == c"));
        }

        return Bounded(isEqual ? new Expression.Equal(left, right) : new Expression.NotEqual(left, right));
    }

    private Expression? ReadUnary()
    {
        if (!_tokens.Is(TokenKind.Not))
        {
            return ReadPrimary();
        }

        var sign = _tokens.Advance();
        var operand = Within(sign, ReadUnary);
        return operand is null ? null
            : Evaluation.IsNeverTruth(operand) ? Fail(NoTruth(operand, null, "!"))
            : Bounded(new Expression.Not(operand, sign.Column));
    }

    private Expression? ReadPrimary()
    {
        var token = _tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new Expression.Text(_tokens.Unquoted(_tokens.Advance()), token.Column, token.Length);
            case TokenKind.Name:
                return ReadName(_tokens.Advance());
            case TokenKind.ParenthesisOpen:
                _tokens.Advance();
                var inner = Within(token, ReadOr);
                return inner is null || Closes(token) ? inner : null;
            case TokenKind.Wrong:
                return Fail(Unexpected());
            default:
                return Fail(Missing());
        }
    }

    private Expression? ReadName(Token name)
    {
        var word = _tokens.Source(name).ToString();
        if (_tokens.Is(TokenKind.ParenthesisOpen))
        {
            return Functions.Find(word) is { } function ? ReadCall(function, name) : Fail(ForeignWords.Function(word, name));
        }

        if (word is "true" or "false")
        {
            return new Expression.Text(word, name.Column, name.Length);
        }

        if (!ReferenceReader.IsRoot(word))
        {
            return Fail(ForeignWords.Name(word, name, hasPath: _tokens.Is(TokenKind.Dot) || _tokens.Is(TokenKind.BracketOpen)));
        }

        var reader = new ReferenceReader(_text, _tokens);
        return reader.Read(word, name) ?? Fail(reader.Error!);
    }

    private Expression? ReadCall(Function function, Token name)
    {
        var open = _tokens.Advance();
        var arguments = new List<Expression>();
        while (arguments.Count == 0 ? !_tokens.Is(TokenKind.ParenthesisClose) : _tokens.Take(TokenKind.Comma))
        {
            if (Within(open, ReadOr) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
        }

        if (!Closes(open))
        {
            return null;
        }

        return arguments.Count == Functions.ArgumentsOf(function)
            ? Bounded(new Expression.Call(function, arguments, name.Column, _tokens.Last.End - name.Column))
            : Fail(At(name, $"'{Functions.Name(function)}' takes {(Functions.ArgumentsOf(function) == 1 ? "one argument" : "two arguments")}: {Functions.Form(function)}"));
    }

    private Expression? Within(Token opening, Func<Expression?> read)
    {
        if (_depth == Deepest)
        {
            return Fail(At(opening, TooDeep));
        }

        _depth++;
        var inner = read();
        _depth--;
        return inner;
    }

    private Expression? Bounded(Expression node) => node.Depth <= Deepest ? node : Fail(ExpressionError.At(node, TooDeep));

    private bool Closes(Token open)
    {
        if (_tokens.Take(TokenKind.ParenthesisClose))
        {
            return true;
        }

        Fail(_tokens.Current.Kind is TokenKind.End or TokenKind.EndOfBraces ? At(open, "this '(' is not closed: ')' is missing") : Unexpected());
        return false;
    }

    private Expression? Fail(ExpressionError error)
    {
        Error ??= error;
        return null;
    }

    // Points at what is there, because what is missing has no position.
    private ExpressionError Missing()
    {
        var (current, last) = (_tokens.Current, _tokens.Last);
        if (last.Length > 0)
        {
            return At(last, $"a value is missing after {Shown.Name(_tokens.Source(last))}");
        }

        return current.Kind switch
        {
            TokenKind.End when _start > 0 => NotClosed(_start - Template.Open.Length),
            TokenKind.End => new("an expression is missing", 0, _text.Length),
            TokenKind.EndOfBraces => At(current, "an expression is missing before '}}'"),
            _ => At(current, $"a value is missing before {Shown.Name(_tokens.Source(current))}"),
        };
    }

    private ExpressionError Unexpected()
    {
        var token = _tokens.Current;
        return token.Kind switch
        {
            TokenKind.Wrong => _tokens.Error!,
            TokenKind.Name when ForeignWords.Operator(_tokens.Source(token)) is { } mend => At(token, mend),
            TokenKind.Name or TokenKind.Text or TokenKind.ParenthesisOpen or TokenKind.Not =>
                At(token, $"an operator is missing before {Shown.Name(_tokens.Source(token))}: '==', '!=', '&&' or '||'"),
            TokenKind.ParenthesisClose => At(token, "this ')' closes nothing"),
            TokenKind.EndOfBraces => At(token, "this '}}' closes nothing"),
            TokenKind.Comma => At(token, "',' is allowed only between the arguments of a function"),
            TokenKind.Dot or TokenKind.BracketOpen => At(token, $"{Shown.Name(_tokens.Source(token))} is allowed only after a name"),
            _ => At(token, $"{Shown.Name(_tokens.Source(token))} is not allowed here"),
        };
    }

    private static ExpressionError NotClosed(int open) =>
        new($"this '{Template.Open}' is not closed: '{Template.Close}' is missing; for the literal characters write {Template.OpenAsText}", open, Template.Open.Length);

    private static ExpressionError At(Token token, string message) => new(message, token.Column, token.Length);

    // Whoever writes x == 'a' || 'b' means two comparisons; whoever writes x || 'b' means a default.
    private static ExpressionError NoTruth(Expression operand, Expression? before, string sign)
    {
        var shown = operand is Expression.Text text ? Shown.Literal(text.Value) : Shown.Name(operand.ToString());
        var mend = before switch
        {
            Expression.Equal { Left: Reference left } when operand is Expression.Text => $"write {Shown.Cut(left.ToString())} == {shown}",
            Expression.NotEqual { Left: Reference left } when operand is Expression.Text => $"write {Shown.Cut(left.ToString())} != {shown}",
            Reference left when sign == "||" => $"for a default value write default({Shown.Cut(left.ToString())}, {Shown.Cut(operand.ToString())})",
            _ => "compare it with '==' or '!='",
        };
        return ExpressionError.At(operand, $"'{sign}' needs 'true' or 'false', which {shown} never is; {mend}");
    }
}
