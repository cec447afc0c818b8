using Dagrs.Core.Definition;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads the paths of env files. It opens none.</summary>
internal static class EnvFilePathReader
{
    private const string Wanted = "a path, a mapping with 'path', or a list of these";

    /// <summary>One file, or a list of them.</summary>
    public static IReadOnlyList<EnvFileDefinition> Files(ValueReader value)
    {
        var files = new List<EnvFileDefinition>();
        if (value.Peek() is not SequenceStart)
        {
            Add(value, files);
            return files;
        }

        value.Take();
        while (value.Peek() is not SequenceEnd)
        {
            Add(value, files);
        }

        value.Take();
        return files;
    }

    private static void Add(ValueReader value, List<EnvFileDefinition> files)
    {
        switch (value.Peek())
        {
            case Scalar when ExpressionReader.Text(value) is { } path:
                files.Add(new(path, IsOptional: false));
                break;
            case Scalar:
                break; // reported already
            case MappingStart:
                AddMapping(value, files);
                break;
            default:
                value.ReportKind(Wanted);
                break;
        }
    }

    private static void AddMapping(ValueReader value, List<EnvFileDefinition> files)
    {
        var (place, problems) = (value.Place, value.Problems.Count);
        var draft = new EnvFileDraft();
        MappingReader.Read(value, Keys.OfEnvFile, draft, Wanted);
        if (draft.Path is { } path)
        {
            files.Add(new(path, draft.IsOptional));
        }
        else if (!draft.HasPath && value.Problems.Count == problems)
        {
            value.Report(ProblemCode.MissingKey, place, $"{value.Subject} has no 'path'");
        }
    }
}
