using System.Text;
using Dagrs.Core.Definition;

namespace Dagrs.Cli.Import;

/// <summary>Detects the tool that a file belongs to: by its name and, failing that, by its contents.</summary>
internal static class ImportedKind
{
    /// <summary>The kind; null: unknown.</summary>
    public static ImportKind? Of(SourceText source) => OfName(source.Path.Replace('\\', '/')) ?? OfText(Encoding.UTF8.GetString(source.Bytes.Span));

    private static ImportKind? OfName(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name is "Makefile" or "makefile" or "GNUmakefile" || name.EndsWith(".mk", StringComparison.Ordinal) || name.StartsWith("Makefile.", StringComparison.Ordinal))
        {
            return ImportKind.Make;
        }

        if (name == "package.json")
        {
            return ImportKind.Npm;
        }

        var isYaml = name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal);
        return !isYaml ? null
            : name.StartsWith("taskfile", StringComparison.OrdinalIgnoreCase) ? ImportKind.GoTask
            : path.Contains(".github/workflows/", StringComparison.Ordinal) ? ImportKind.GitHub
            : null;
    }

    private static ImportKind? OfText(string text)
    {
        var lines = text.Split('\n');
        return text.TrimStart().StartsWith('{') && text.Contains("\"scripts\"", StringComparison.Ordinal) ? ImportKind.Npm
            : lines.Any(line => line.StartsWith("jobs:", StringComparison.Ordinal)) ? ImportKind.GitHub
            : lines.Any(line => line.StartsWith("tasks:", StringComparison.Ordinal)) && lines.Any(line => line.StartsWith("version:", StringComparison.Ordinal)) ? ImportKind.GoTask
            : lines.Any(line => line.StartsWith('\t')) && lines.Any(line => line.Contains(':', StringComparison.Ordinal) && line.Length > 0 && line[0] is not ('\t' or ' ' or '#')) ? ImportKind.Make
            : null;
    }
}
