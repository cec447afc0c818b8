using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Expressions;

/// <summary>
/// A parsed expression: a small closed family of nodes. Each knows its position in the source text, and nothing of what its names mean: an
/// <see cref="IScope"/> knows that.
/// </summary>
/// <param name="Column">Position of its first character in the text, from 0.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Depth">The nesting depth of operations, including this one; at most <see cref="ExpressionParser.Deepest"/>.</param>
internal abstract record Expression(int Column, int Length, int Depth)
{
    /// <summary>Its operands, in the order of the text.</summary>
    public virtual IReadOnlyList<Expression> Parts => [];

    private int End => Column + Length;

    /// <summary>Parses a text that is one expression, without braces around it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="error">The first error in it, otherwise.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Expression? expression, [NotNullWhen(false)] out ExpressionError? error)
    {
        var parser = new ExpressionParser(text, 0);
        expression = parser.ReadAll();
        error = parser.Error;
        return expression is not null;
    }

    /// <summary>The value, as far as the scope knows what it needs.</summary>
    public Evaluated Evaluate(IScope scope) => Evaluation.Of(this, scope);

    /// <summary>The same expression with each part that the scope knows replaced by its value.</summary>
    public Expression Fill(IScope scope)
    {
        if (this is Text)
        {
            return this;
        }

        if (Evaluate(scope) is Evaluated.Known known)
        {
            return new Text(known.Value, Column, Length);
        }

        var parts = Parts.Select(part => part.Fill(scope)).ToList();
        return parts.SequenceEqual(Parts, ReferenceEqualityComparer.Instance) ? this : With(parts);
    }

    /// <summary>This expression and all its parts, at any depth, in the order of the text.</summary>
    public IEnumerable<Expression> All()
    {
        var open = new Stack<Expression>([this]);
        while (open.TryPop(out var next))
        {
            yield return next;
            for (var i = next.Parts.Count - 1; i >= 0; i--)
            {
                open.Push(next.Parts[i]);
            }
        }
    }

    /// <summary>The first comparison of a task's state with a word that is no state, as an error; null when there is none.</summary>
    /// <param name="states">The words of all states.</param>
    public ExpressionError? FindWrongState(IReadOnlyCollection<string> states) => StateCheck.Of(this, states);

    /// <summary>A text that parses to the same expression, with no more parentheses than needed.</summary>
    public sealed override string ToString() => ExpressionText.Of(this);

    private static int DepthOver(IReadOnlyList<Expression> parts) => 1 + parts.Max(part => part.Depth);

    /// <summary>The same node with other operands; a node without operands returns itself.</summary>
    private protected virtual Expression With(IReadOnlyList<Expression> parts) => this;

    /// <summary>A quoted text, or <c>true</c> or <c>false</c>.</summary>
    public sealed record Text(string Value, int Column, int Length) : Expression(Column, Length, 0);

    /// <summary><c>!a</c></summary>
    public sealed record Not(Expression Operand, int Column) : Expression(Column, Operand.End - Column, 1 + Operand.Depth)
    {
        public override IReadOnlyList<Expression> Parts => [Operand];

        private protected override Expression With(IReadOnlyList<Expression> parts) => new Not(parts[0], Column);
    }

    /// <summary><c>a &amp;&amp; b &amp;&amp; c</c>: one node, so that a long chain is not deep.</summary>
    public sealed record And(IReadOnlyList<Expression> Operands) : Expression(Operands[0].Column, Operands[^1].End - Operands[0].Column, DepthOver(Operands))
    {
        public override IReadOnlyList<Expression> Parts => Operands;

        private protected override Expression With(IReadOnlyList<Expression> parts) => new And(parts);
    }

    /// <summary><c>a || b || c</c></summary>
    public sealed record Or(IReadOnlyList<Expression> Operands) : Expression(Operands[0].Column, Operands[^1].End - Operands[0].Column, DepthOver(Operands))
    {
        public override IReadOnlyList<Expression> Parts => Operands;

        private protected override Expression With(IReadOnlyList<Expression> parts) => new Or(parts);
    }

    /// <summary><c>a == b</c></summary>
    public sealed record Equal(Expression Left, Expression Right) : Expression(Left.Column, Right.End - Left.Column, DepthOver([Left, Right]))
    {
        public override IReadOnlyList<Expression> Parts => [Left, Right];

        private protected override Expression With(IReadOnlyList<Expression> parts) => new Equal(parts[0], parts[1]);
    }

    /// <summary><c>a != b</c></summary>
    public sealed record NotEqual(Expression Left, Expression Right) : Expression(Left.Column, Right.End - Left.Column, DepthOver([Left, Right]))
    {
        public override IReadOnlyList<Expression> Parts => [Left, Right];

        private protected override Expression With(IReadOnlyList<Expression> parts) => new NotEqual(parts[0], parts[1]);
    }

    /// <summary><c>contains(a, b)</c></summary>
    public sealed record Call(Function Function, IReadOnlyList<Expression> Arguments, int Column, int Length) : Expression(Column, Length, DepthOver(Arguments))
    {
        public override IReadOnlyList<Expression> Parts => Arguments;

        private protected override Expression With(IReadOnlyList<Expression> parts) => this with { Arguments = parts };
    }
}
