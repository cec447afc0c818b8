using System.Text;

namespace Dagrs.Core.Expressions;

/// <summary>Writes an expression as text that parses to the same expression.</summary>
internal static class ExpressionText
{
    // The precedence of each kind; a part with a lower precedence than its context needs parentheses.
    private const int Loosest = 0;
    private const int Either = 1;
    private const int Both = 2;
    private const int Comparison = 3;
    private const int Tight = 4;

    public static string Of(Expression expression)
    {
        var text = new StringBuilder();
        Write(text, expression, Loosest);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Expression expression, int least)
    {
        if (Binding(expression) < least)
        {
            text.Append('(');
            Write(text, expression, Loosest);
            text.Append(')');
            return;
        }

        switch (expression)
        {
            case Expression.Text literal:
                WriteText(text, literal.Value);
                break;
            case Reference reference:
                WriteReference(text, reference);
                break;
            case Expression.Not not:
                text.Append('!');
                Write(text, not.Operand, Tight);
                break;
            case Expression.And and:
                WriteAll(text, and.Operands, " && ", Comparison);
                break;
            case Expression.Or or:
                WriteAll(text, or.Operands, " || ", Both);
                break;
            case Expression.Equal equal:
                WriteAll(text, equal.Parts, " == ", Tight);
                break;
            case Expression.NotEqual other:
                WriteAll(text, other.Parts, " != ", Tight);
                break;
            case Expression.Call call:
                text.Append(Functions.Name(call.Function)).Append('(');
                WriteAll(text, call.Arguments, ", ", Loosest);
                text.Append(')');
                break;
        }
    }

    private static int Binding(Expression expression) => expression switch
    {
        Expression.Or => Either,
        Expression.And => Both,
        Expression.Equal or Expression.NotEqual => Comparison,
        _ => Tight,
    };

    private static void WriteAll(StringBuilder text, IReadOnlyList<Expression> parts, string between, int least)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "" : between);
            Write(text, parts[i], least);
        }
    }

    private static void WriteText(StringBuilder text, string value)
    {
        if (value is "true" or "false")
        {
            text.Append(value);
        }
        else
        {
            WriteQuoted(text, value);
        }
    }

    private static void WriteQuoted(StringBuilder text, string value) =>
        text.Append('\'').Append(value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');

    private static void WriteReference(StringBuilder text, Reference reference)
    {
        text.Append(ReferenceReader.RootOf(reference.Kind));
        if (reference.Kind < ReferenceKind.Os)
        {
            WriteName(text, reference.Name);
        }

        if (reference.Kind == ReferenceKind.TaskState)
        {
            text.Append(".state");
        }
        else if (reference.Kind == ReferenceKind.TaskResult)
        {
            text.Append(".results");
            WriteName(text, reference.Result);
        }
    }

    private static void WriteName(StringBuilder text, string name)
    {
        if (Tokens.NameLength(name) == name.Length && name.Length > 0)
        {
            text.Append('.').Append(name);
        }
        else
        {
            text.Append('[');
            WriteQuoted(text, name);
            text.Append(']');
        }
    }
}
