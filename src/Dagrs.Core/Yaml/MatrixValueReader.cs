using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads a matrix: its keys, the sources of their values, and its exclusions and additions. It makes no combinations.</summary>
internal static class MatrixValueReader
{
    private const string Wanted = "a mapping of keys to lists of values";
    private const string WantedValues = "a list of values, { glob: ... } or { split: ... }";
    private const string WantedChoices = "a list of combinations, each a mapping of keys to values";

    /// <summary>A whole matrix.</summary>
    public static MatrixDefinition Matrix(ValueReader value)
    {
        var place = value.Place;
        if (value.Peek() is SequenceStart)
        {
            value.ReportKind(Wanted, mend: "name what varies, as in { os: [ linux, alpine ] }; whole combinations go under 'include'");
            return new(place) { IsPartial = true };
        }

        var problems = value.Problems.Count;
        var draft = new MatrixDraft();
        if (!MappingReader.Read(value, Keys.OfMatrix, draft, Wanted, name => AddKey(value, draft, name)))
        {
            return new(place) { IsPartial = true };
        }

        if (draft.Keys.Count == 0 && draft.Include.Count == 0 && value.Problems.Count == problems)
        {
            value.Report(ProblemCode.Empty, place, $"{value.Subject} has no key; write what varies, as in {{ os: [ linux, alpine ] }}");
        }

        return new(place) { Keys = draft.Keys, Exclude = draft.Exclude, Include = draft.Include, IsPartial = value.Problems.Count > problems };
    }

    /// <summary>A list of combinations.</summary>
    public static IReadOnlyList<MatrixChoice> Choices(ValueReader value)
    {
        var choices = new List<MatrixChoice>();
        if (value.Peek() is not SequenceStart)
        {
            value.ReportKind(WantedChoices);
            return choices;
        }

        value.Take();
        while (value.Peek() is not SequenceEnd)
        {
            var (place, problems) = (value.Place, value.Problems.Count);
            var values = new List<(Located<string> Key, Located<Template> Value)>();
            if (!MappingReader.Entries(value, WantedChoices, key => AddValue(value, values, key)))
            {
                continue;
            }

            if (values.Count > 0)
            {
                choices.Add(new(place, values));
            }
            else if (value.Problems.Count == problems)
            {
                value.Report(ProblemCode.Empty, place, $"a combination in {value.Subject} is empty");
            }
        }

        value.Take();
        return choices;
    }

    private static void AddValue(ValueReader value, List<(Located<string> Key, Located<Template> Value)> values, Located<string> key)
    {
        CheckName(value, key);
        if (Value(value) is { } text)
        {
            values.Add((key, text));
        }
    }

    private static bool AddKey(ValueReader value, MatrixDraft draft, Located<string> name)
    {
        var outer = value.Key;
        CheckName(value, name);
        value.Key = $"{outer}.{name.Value}";
        if (Source(value) is { } source)
        {
            draft.Keys.Add(new(name, source));
        }

        value.Key = outer;
        return true;
    }

    private static void CheckName(ValueReader value, Located<string> name)
    {
        if (InputName.ProblemOf(name.Value) is { } problem)
        {
            value.Report(ProblemCode.BadName, name.Place, $"{value.Subject}: {Quoted.Name(name.Value)} {problem}");
        }
    }

    private static MatrixSource? Source(ValueReader value)
    {
        switch (value.Peek())
        {
            case SequenceStart:
                return new MatrixSource.List(List(value));
            case MappingStart:
                return Derived(value);
            case Scalar scalar when Template.HasExpression(scalar.Value):
                value.ReportKind(WantedValues, mend: $"for the words of a string write {{ split: \"{OneLine.Of(scalar.Value, 100)}\" }}");
                return null;
            case Scalar scalar when !ValueReader.IsNull(scalar):
                value.ReportKind(WantedValues, mend: $"write [ {OneLine.Of(scalar.Value, 100)} ]");
                return null;
            default:
                value.ReportKind(WantedValues);
                return null;
        }
    }

    private static List<Located<Template>> List(ValueReader value)
    {
        var values = new List<Located<Template>>();
        value.Take();
        while (value.Peek() is not SequenceEnd)
        {
            if (Value(value) is { } one)
            {
                values.Add(one);
            }
        }

        value.Take();
        return values;
    }

    private static Located<Template>? Value(ValueReader value)
    {
        if (value.Peek() is not Scalar scalar)
        {
            value.ReportKind("a list of strings", "a list with {0} in it");
            return null;
        }

        value.Take();
        var isEmpty = scalar is { Value.Length: 0, Style: ScalarStyle.Plain };
        return value.IsFine(scalar, isEmpty, mayBeOpen: true) ? ExpressionReader.Template(value, scalar) : null;
    }

    private static MatrixSource? Derived(ValueReader value)
    {
        var place = value.Place;
        var problems = value.Problems.Count;
        var draft = new MatrixSourceDraft();
        MappingReader.Read(value, Keys.OfMatrixSource, draft, WantedValues);
        switch (draft)
        {
            case { Glob: not null, Split: not null }:
                value.Report(ProblemCode.BadValue, place, $"{value.Subject} has both 'glob' and 'split'; use one of them");
                return null;
            case { Glob: { } glob }:
                return new MatrixSource.Glob(glob);
            case { Split: { } split }:
                return new MatrixSource.Split(split);
        }

        if (value.Problems.Count == problems)
        {
            value.Report(ProblemCode.MissingKey, place, $"{value.Subject} has neither 'glob' nor 'split'");
        }

        return null;
    }
}
