using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads lists of texts: ids, tags, a program and its arguments.</summary>
internal static class ListReader
{
    /// <summary>Stands for a list with only invalid items, so that it is not reported as missing as well.</summary>
    public static IReadOnlyList<Located<string>> WrongTexts { get; } = new List<Located<string>>();

    /// <summary>A list of texts, or one text, or nothing.</summary>
    /// <param name="value">The reader.</param>
    /// <param name="part">The value whose expressions are kept; null: none are allowed.</param>
    public static IReadOnlyList<Located<string>> Texts(ValueReader value, OpenPart? part = null)
    {
        switch (value.Peek())
        {
            case Scalar scalar when ValueReader.IsNull(scalar):
                value.Take();
                return [];
            case Scalar scalar:
                value.Take();
                return IsFine(value, scalar, scalar.Value.Length == 0, part, 0) ? [value.Word(scalar)] : WrongTexts;
            case SequenceStart:
                var problems = value.Problems.Count;
                var items = Items(value, scalar => scalar.Value.Length == 0, part);
                return items.Length == 0 && value.Problems.Count > problems ? WrongTexts : items;
            default:
                value.ReportKind("a list or a string");
                return WrongTexts;
        }
    }

    /// <summary>The texts of a list as written, including empty quoted ones.</summary>
    public static IReadOnlyList<Located<string>> Values(ValueReader value) => Items(value, scalar => scalar.Value.Length == 0 && scalar.Style == ScalarStyle.Plain, null);

    /// <summary>A list of texts, or one text, that may contain expressions; null when nothing is given, or something is wrong.</summary>
    public static IReadOnlyList<Located<Template>>? Templates(ValueReader value)
    {
        if (value.Peek() is not SequenceStart)
        {
            return ExpressionReader.Text(value) is { } one ? [one] : null;
        }

        value.Take();
        var items = new List<Located<Template>>();
        while (value.Peek() is not SequenceEnd)
        {
            if (ExpressionReader.Text(value) is { } item)
            {
                items.Add(item);
            }
        }

        value.Take();
        return items;
    }

    /// <summary>A program and its arguments; the program is not empty.</summary>
    public static string[]? Program(ValueReader value, OpenPart? part = null)
    {
        var place = value.Place;
        var problems = value.Problems.Count;
        var words = Items(value, scalar => scalar.Value.Length == 0 && scalar.Style == ScalarStyle.Plain, part);
        if (value.Problems.Count > problems)
        {
            return null;
        }

        if (words.Length == 0 || words[0].Value.Length == 0)
        {
            value.Report(ProblemCode.Empty, words.Length == 0 ? place : words[0].Place, $"{value.Subject} names no program");
            return null;
        }

        return Array.ConvertAll(words, word => word.Value);
    }

    private static bool IsFine(ValueReader value, Scalar scalar, bool isEmpty, OpenPart? part, int index)
    {
        if (!value.IsFine(scalar, isEmpty, mayBeOpen: part is not null))
        {
            return false;
        }

        if (part is { } open)
        {
            ExpressionReader.Keep(value, scalar, open, index: index);
        }

        return true;
    }

    private static Located<string>[] Items(ValueReader value, Func<Scalar, bool> isEmpty, OpenPart? part)
    {
        value.Take();
        var items = value.Items;
        items.Clear();
        while (value.Peek() is not SequenceEnd)
        {
            if (value.Peek() is not Scalar scalar)
            {
                value.ReportKind("a list of strings", "a list with {0} in it");
                continue;
            }

            value.Take();
            if (IsFine(value, scalar, isEmpty(scalar), part, items.Count))
            {
                items.Add(value.Word(scalar));
            }
        }

        value.Take();
        return [.. items];
    }
}
