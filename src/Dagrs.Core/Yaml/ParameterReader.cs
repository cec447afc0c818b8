using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads the parameters of a file.</summary>
internal static class ParameterReader
{
    private const string Wanted = "its default as a string, or a mapping";

    /// <summary>A mapping of names to defaults, or to the long form.</summary>
    public static IReadOnlyList<ParameterDefinition> Parameters(ValueReader value)
    {
        var parameters = new List<ParameterDefinition>();
        if (value.Peek() is SequenceStart)
        {
            value.ReportKind("a mapping of names to defaults", mend: "for a parameter without one write { required: true }");
            return parameters;
        }

        var outer = value.Key;
        MappingReader.Entries(value, "a mapping of names to defaults", name =>
        {
            value.Key = $"{outer}.{name.Value}";
            var problem = InputName.ProblemOf(name.Value);
            if (problem is not null)
            {
                value.Report(ProblemCode.BadName, name.Place, $"{Quoted.Name(name.Value)} {problem}");
            }

            if (Parameter(value, name) is { } parameter && problem is null)
            {
                parameters.Add(parameter);
            }

            value.Key = outer;
        });
        return parameters;
    }

    /// <summary>The allowed values of a parameter.</summary>
    public static IReadOnlyList<Located<string>> Choices(ValueReader value)
    {
        var place = value.Place;
        if (value.Peek() is not SequenceStart)
        {
            value.ReportKind("a list of strings");
            return [];
        }

        var problems = value.Problems.Count;
        var choices = ListReader.Values(value);
        if (choices.Count == 0 && value.Problems.Count == problems)
        {
            value.Report(ProblemCode.Empty, place, $"{value.Subject} is empty; write the values that are allowed");
        }

        return choices;
    }

    /// <summary>The name of a variable; null when it is invalid.</summary>
    public static string? Variable(ValueReader value)
    {
        var place = value.Place;
        if (value.Text() is not { } name)
        {
            return null;
        }

        if (ReservedVariables.ProblemOf(name) is not { } problem)
        {
            return name;
        }

        value.Report(ProblemCode.BadName, place, $"{value.Subject}: {Quoted.Name(name)} {problem}");
        return null;
    }

    private static ParameterDefinition? Parameter(ValueReader value, Located<string> name)
    {
        switch (value.Peek())
        {
            case Scalar scalar when ValueReader.IsNull(scalar):
                value.Take();
                value.Report(ProblemCode.Empty, name.Place, $"{value.Subject} is empty; write its default (\"\" for an empty one), or {{ required: true }}");
                return null;
            case Scalar:
                return new(name) { Default = ExpressionReader.Scalar(value, Wanted) };
            case SequenceStart:
                value.ReportKind(Wanted, mend: "the values that are allowed go under 'choices'");
                return null;
        }

        var place = value.Place;
        var draft = new ParameterDraft();
        MappingReader.Read(value, Keys.OfParameter, draft, Wanted);
        Judge(value, draft, place);
        return new(name) { Default = draft.Default, IsRequired = draft.IsRequired, Variable = draft.Variable, Choices = draft.Choices, Description = draft.Description };
    }

    private static void Judge(ValueReader value, ParameterDraft draft, Place place)
    {
        if (draft.Default is not { } written)
        {
            return;
        }

        if (draft.IsRequired)
        {
            value.Report(ProblemCode.BadValue, place, $"{value.Subject} is required, so its default is never used; remove one of the two");
        }

        if (written.Value.IsPlain && draft.Choices.Count > 0 && draft.Choices.All(choice => choice.Value != written.Value.Text))
        {
            var words = draft.Choices.Select(choice => choice.Value).ToList();
            value.Report(ProblemCode.BadValue, written.Place, $"{value.Subject}: the default {Quoted.Name(written.Value.Text)} is not one of its choices: {Quoted.Names(words)}", Suggestion.For(written.Value.Text, words));
        }
    }
}
