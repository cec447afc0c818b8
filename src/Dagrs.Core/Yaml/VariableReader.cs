using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads environment variables for commands, and reports values that expect expansion: no shell is involved here.</summary>
internal static class VariableReader
{
    /// <summary>A mapping of variables to values.</summary>
    public static IReadOnlyDictionary<string, string> Variables(ValueReader value)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        MappingReader.Entries(value, "a mapping of variables to values", name =>
        {
            var problem = ReservedVariables.ProblemOf(name.Value);
            if (problem is not null)
            {
                var code = ReservedVariables.Contains(name.Value) ? ProblemCode.ReservedVariable : ProblemCode.BadValue;
                value.Report(code, name.Place, $"{Quoted.Name(name.Value)} {problem}");
            }

            if (value.Peek() is not Scalar scalar)
            {
                value.ReportKind("a mapping of variables to strings", "one with {0} in it");
                return;
            }

            value.Take();
            if (value.IsFine(scalar, isEmpty: false, mayBeOpen: true) && problem is null)
            {
                variables[name.Value] = ValueReader.IsNull(scalar) ? "" : scalar.Value;
                ExpressionReader.Keep(value, scalar, OpenPart.Variable, key: name.Value);
                Judge(value, name, scalar);
            }
        });
        return variables;
    }

    private static void Judge(ValueReader value, Located<string> name, Scalar scalar)
    {
        if (ValueReader.IsNull(scalar) && MissingBlank(name.Value) is { } pair)
        {
            value.Report(ProblemCode.BadValue, name.Place, $"{Quoted.Name(name.Value)} is a variable without a value; a space is missing after its colon: {OneLine.Of(pair, 100)}");
        }

        var place = EventCursor.PlaceOf(scalar);
        string? other = null;
        foreach (var reference in References.In(scalar.Value))
        {
            if (reference.Name.SequenceEqual(name.Value))
            {
                value.Report(
                    ProblemCode.OwnVariable,
                    place,
                    $"the value of {Quoted.Name(name.Value)} refers to itself, but values are not expanded; set it in 'cmd': export {OneLine.Of(name.Value, 100)}=\"{OneLine.Of(scalar.Value, 200)}\"");
                return;
            }

            other ??= scalar.Value[reference.Start..reference.End];
        }

        if (other is not null)
        {
            value.Report(ProblemCode.LiteralVariable, place, $"{Quoted.Name(other)} is not expanded in the value of {Quoted.Name(name.Value)}; to expand it, set the variable in 'cmd'");
        }
    }

    // "{ PORT:80 }" is one key without a value.
    private static string? MissingBlank(string name) =>
        name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < name.Length - 1 ? $"'{name[..colon]}: {name[(colon + 1)..]}'" : null;
}
