using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads the includes of a file. It opens none.</summary>
internal static class IncludeReader
{
    private const string Wanted = "a list of paths, or of mappings with 'file'";

    /// <summary>A list of files, or one.</summary>
    /// <returns>The files, and whether any was given, valid or not.</returns>
    public static (IReadOnlyList<IncludeDefinition> Files, bool Any) Includes(ValueReader value)
    {
        var includes = new List<IncludeDefinition>();
        if (value.Peek() is not SequenceStart)
        {
            Add(value, includes);
            return (includes, true);
        }

        var any = false;
        value.Take();
        for (; value.Peek() is not SequenceEnd; any = true)
        {
            Add(value, includes);
        }

        value.Take();
        return (includes, any);
    }

    /// <summary>A text with its place, without expressions.</summary>
    public static Located<string>? Word(ValueReader value)
    {
        var place = value.Place;
        return value.Text() is { } text ? new(text, place) : null;
    }

    /// <summary>Parameters and their values.</summary>
    public static IReadOnlyList<(Located<string> Name, Located<Template> Value)> Set(ValueReader value)
    {
        var set = new List<(Located<string> Name, Located<Template> Value)>();
        var outer = value.Key;
        MappingReader.Entries(value, "a mapping of parameters to strings", name =>
        {
            value.Key = $"{outer}.{name.Value}";
            if (ExpressionReader.Scalar(value, "a string") is { } text)
            {
                set.Add((name, text));
            }

            value.Key = outer;
        });
        return set;
    }

    private static void Add(ValueReader value, List<IncludeDefinition> includes)
    {
        switch (value.Peek())
        {
            case Scalar when Word(value) is { } file:
                includes.Add(new(file));
                break;
            case Scalar:
                break; // reported already
            case MappingStart:
                AddMapping(value, includes);
                break;
            default:
                value.ReportKind(Wanted);
                break;
        }
    }

    private static void AddMapping(ValueReader value, List<IncludeDefinition> includes)
    {
        var place = value.Place;
        var draft = new IncludeDraft();
        var problems = value.Problems.Count;
        MappingReader.Read(value, Keys.OfInclude, draft, Wanted);
        if (draft.File is { } file)
        {
            includes.Add(new(file) { As = draft.As, Directory = draft.Directory, Set = draft.Set });
        }
        else if (!draft.HasFile && value.Problems.Count == problems)
        {
            value.Report(ProblemCode.MissingKey, place, $"an entry of {value.Subject} has no 'file'");
        }
    }
}
