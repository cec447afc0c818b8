using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads values that may contain expressions, and reports errors at their place in the file. It does not know what names mean.</summary>
internal static class ExpressionReader
{
    /// <summary>A non-empty text that may contain expressions; the value is taken.</summary>
    public static Located<Template>? Text(ValueReader value)
    {
        if (value.Peek() is not Scalar scalar)
        {
            value.ReportKind("a string");
            return null;
        }

        value.Take();
        return value.IsFine(scalar, ValueReader.IsNull(scalar) || string.IsNullOrWhiteSpace(scalar.Value), mayBeOpen: true) ? Template(value, scalar) : null;
    }

    /// <summary>A scalar as written, also an empty quoted one; the value is taken.</summary>
    /// <param name="value">The reader.</param>
    /// <param name="wanted">What it must be, for the message.</param>
    public static Located<Template>? Scalar(ValueReader value, string wanted)
    {
        if (value.Peek() is not Scalar scalar)
        {
            value.ReportKind(wanted);
            return null;
        }

        value.Take();
        return value.IsFine(scalar, isEmpty: false, mayBeOpen: true) ? Template(value, scalar) : null;
    }

    /// <summary>The template of a scalar; null, and reported, when an expression in it is wrong.</summary>
    public static Located<Template>? Template(ValueReader value, Scalar scalar)
    {
        if (Expressions.Template.TryParse(scalar.Value, out var template, out var error))
        {
            return new(template, ScalarPlace.Start(scalar, value.Source));
        }

        Report(value, scalar, error);
        return null;
    }

    /// <summary>Keeps the template of a scalar besides its text, if it contains expressions.</summary>
    public static void Keep(ValueReader value, Scalar scalar, OpenPart part, string key = "", int index = 0)
    {
        if (Expressions.Template.HasExpression(scalar.Value) && Template(value, scalar) is var (template, place))
        {
            value.Open.Add(new(part, template, place) { Key = key, Index = index });
        }
    }

    /// <summary>A condition: one expression, with or without its braces.</summary>
    public static Located<Condition>? Condition(ValueReader value)
    {
        if (value.Peek() is not Scalar scalar)
        {
            value.ReportKind("one expression, such as os == 'linux'");
            return null;
        }

        if (!scalar.Tag.IsEmpty)
        {
            value.Skip();
            var text = OneLine.Of($"{TagWords.Of(scalar.Tag)} {scalar.Value}".Trim(), 100);
            var shown = scalar.Anchor.IsEmpty ? $": \"{text}\"" : ""; // else the text is incomplete: in !a && b the parser takes "&&" for an anchor
            value.Report(ProblemCode.Tag, EventCursor.PlaceOf(scalar), $"{value.Subject}: a word that begins with '!' is a YAML tag, not part of the value; quote the whole condition{shown}");
            return null;
        }

        value.Take();
        if (!value.IsFine(scalar, string.IsNullOrWhiteSpace(scalar.Value), mayBeOpen: true))
        {
            return null;
        }

        if (Expressions.Condition.TryParse(scalar.Value, out var condition, out var error))
        {
            return new(condition, ScalarPlace.Start(scalar, value.Source));
        }

        Report(value, scalar, error);
        return null;
    }

    private static void Report(ValueReader value, Scalar scalar, ExpressionError error)
    {
        _ = value.Peek(); // the parser may complain only now that the scalar is not a whole value: if: 'a' == b
        var suggestion = error.Unknown is { } unknown ? Suggestion.For(unknown, error.Known) : null;
        value.Report(ProblemCode.Expression, value.PlaceIn(scalar, error.Column, error.Length), $"{value.Subject}: {error.Message}", suggestion);
    }
}
