using Dagrs.Core.Definition;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads lists of texts: ids, tags, a program and its arguments.</summary>
internal static class ListReader
{
    /// <summary>A list in which something wrong was written and nothing right, so that it is not called missing as well.</summary>
    public static IReadOnlyList<Located<string>> WrongTexts { get; } = new List<Located<string>>();

    /// <summary>A list of texts, or one text, or nothing.</summary>
    public static IReadOnlyList<Located<string>> Texts(ValueReader value)
    {
        switch (value.Peek())
        {
            case Scalar scalar when ValueReader.IsNull(scalar):
                value.Take();
                return [];
            case Scalar scalar:
                value.Take();
                return value.IsFine(scalar, scalar.Value.Length == 0) ? [value.Word(scalar)] : WrongTexts;
            case SequenceStart:
                var problems = value.Problems.Count;
                var items = Items(value, scalar => scalar.Value.Length == 0);
                return items.Length == 0 && value.Problems.Count > problems ? WrongTexts : items;
            default:
                value.ReportKind("a list or a text");
                return WrongTexts;
        }
    }

    /// <summary>A program and its arguments; the program is not empty.</summary>
    public static string[]? Program(ValueReader value)
    {
        var place = value.Place;
        var problems = value.Problems.Count;
        var words = Items(value, scalar => scalar.Value.Length == 0 && scalar.Style == ScalarStyle.Plain);
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

    private static Located<string>[] Items(ValueReader value, Func<Scalar, bool> isEmpty)
    {
        value.Take();
        var items = value.Items;
        items.Clear();
        while (value.Peek() is not SequenceEnd)
        {
            if (value.Peek() is not Scalar scalar)
            {
                value.ReportKind("a list of texts", "a list with {0} in it");
                continue;
            }

            value.Take();
            if (value.IsFine(scalar, isEmpty(scalar)))
            {
                items.Add(value.Word(scalar));
            }
        }

        value.Take();
        return [.. items];
    }
}
