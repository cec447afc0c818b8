using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Expressions;

/// <summary>
/// An expression as it was read: a small closed family of nodes. Each knows where it stands in the text it was read from, and nothing of what
/// its names mean: that is asked of an <see cref="IScope"/>.
/// </summary>
/// <param name="Column">Position of its first character in the text, from 0.</param>
/// <param name="Length">Characters that it takes there.</param>
/// <param name="Depth">How many operations lie within each other, this one included; no more than <see cref="ExpressionParser.Deepest"/>.</param>
internal abstract record Expression(int Column, int Length, int Depth)
{
    /// <summary>Its parts, in the order of the text.</summary>
    public virtual IReadOnlyList<Expression> Parts => [];

    private int End => Column + Length;

    /// <summary>Reads a text that is one expression, without braces round it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="expression">What it is.</param>
    /// <param name="error">The first thing that is wrong with it, otherwise.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Expression? expression, [NotNullWhen(false)] out ExpressionError? error)
    {
        var parser = new ExpressionParser(text, 0);
        expression = parser.ReadAll();
        error = parser.Error;
        return expression is not null;
    }

    /// <summary>The value, as far as the scope knows what is needed for it.</summary>
    public Evaluated Evaluate(IScope scope) => Evaluation.Of(this, scope);

    /// <summary>The same expression with the value in the place of each part that the scope knows.</summary>
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

    /// <summary>This and all parts of it, at any depth, in the order of the text.</summary>
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

    /// <summary>The first comparison of a task's state with a word that no state has, as an error; null when there is none.</summary>
    /// <param name="states">The words of all states.</param>
    public ExpressionError? FindWrongState(IReadOnlyCollection<string> states) => StateCheck.Of(this, states);

    /// <summary>An expression that reads the same, with no more parentheses than it needs.</summary>
    public sealed override string ToString() => ExpressionText.Of(this);

    private static int DepthOver(IReadOnlyList<Expression> parts) => 1 + parts.Max(part => part.Depth);

    /// <summary>The same node over other parts; a node without parts stays what it is.</summary>
    private protected virtual Expression With(IReadOnlyList<Expression> parts) => this;

    /// <summary>A text in quotes, or <c>true</c> or <c>false</c>.</summary>
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
