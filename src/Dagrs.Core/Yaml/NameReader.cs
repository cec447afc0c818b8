using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads lists of names: of secret variables, of results, of the default tasks.</summary>
internal static class NameReader
{
    /// <summary>Names of variables.</summary>
    public static IReadOnlyList<Located<string>> Secrets(ValueReader value)
    {
        if (value.Peek() is MappingStart)
        {
            value.ReportKind("a list of names of variables", mend: "their values come from the environment, or from 'env-file'");
            return [];
        }

        return Fine(value, ListReader.Texts(value), name => ReservedVariables.ProblemOf(name));
    }

    /// <summary>Names that can follow a dot in an expression.</summary>
    public static IReadOnlyList<Located<string>> Results(ValueReader value)
    {
        if (value.Peek() is MappingStart)
        {
            value.ReportKind("a list of names", mend: "the values are written by the command: echo \"name=value\" >> \"$DAGRS_RESULTS\"");
            return [];
        }

        return Fine(value, ListReader.Texts(value), name => Tokens.NameLength(name) == name.Length ? null : "is not a valid result name: use letters, digits, '_' and '-'");
    }

    /// <summary>The tasks that run when none is named; null when nothing valid is given.</summary>
    public static IReadOnlyList<Located<string>>? Default(ValueReader value)
    {
        switch (value.Peek())
        {
            case MappingStart:
                value.ReportKind("a list of ids", mend: "what all tasks have in common goes under 'defaults'");
                return null;
            case Scalar scalar when ValueReader.IsNull(scalar):
                value.Take();
                value.Report(ProblemCode.Empty, EventCursor.PlaceOf(scalar), $"{value.Subject} is empty; write ids, or [] to list the tasks instead of running them");
                return null;
            default:
                var ids = ListReader.Texts(value);
                return ReferenceEquals(ids, ListReader.WrongTexts) ? null : ids;
        }
    }

    /// <summary>Names of inherited variables, or patterns of such names.</summary>
    public static IReadOnlyList<string>? OuterVariables(ValueReader value)
    {
        if (value.Peek() is MappingStart)
        {
            value.ReportKind("a list of names of variables", mend: "variables with values go under 'env'");
            return null;
        }

        return [.. Fine(value, ListReader.Texts(value), ProblemOfOuter).Select(name => name.Value)];
    }

    /// <summary>Commands, one text each.</summary>
    public static IReadOnlyList<string>? Tools(ValueReader value)
    {
        if (value.Peek() is MappingStart)
        {
            value.ReportKind("a command, or a list of commands");
            return null;
        }

        return [.. Fine(value, ListReader.Texts(value), command => string.IsNullOrWhiteSpace(command) ? "is not a command" : null).Select(command => command.Value)];
    }

    private static string? ProblemOfOuter(string name) => name.StartsWith('$')
        ? "is not a variable name; write it without '$'"
        : string.IsNullOrWhiteSpace(name) ? "is not a valid variable name" : ReservedVariables.ProblemOf(name);

    private static Located<string>[] Fine(ValueReader value, IReadOnlyList<Located<string>> names, Func<string, string?> problemOf)
    {
        var fine = new List<Located<string>>();
        foreach (var name in names)
        {
            if (problemOf(name.Value) is { } problem)
            {
                value.Report(ProblemCode.BadName, name.Place, $"{value.Subject}: {Quoted.Name(name.Value)} {problem}");
            }
            else
            {
                fine.Add(name);
            }
        }

        return [.. fine];
    }
}
