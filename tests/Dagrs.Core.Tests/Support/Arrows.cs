using System.Text.RegularExpressions;

namespace Dagrs.Core.Tests.Support;

/// <summary>Who may use whom: the arrows of the design, and how a source is held against them.</summary>
internal static partial class Arrows
{
    private const string Core = "Dagrs.Core";

    /// <summary>The folders of Dagrs.Core, each with those that it may use.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        ["Model"] = [],
        ["Expressions"] = [],
        ["Graph"] = ["Model"],
        ["Definition"] = ["Model", "Graph", "Expressions"],
        ["Events"] = ["Model", "Graph"],
        ["Execution"] = ["Model"],
        ["State"] = ["Model", "Graph", "Events"],
        ["Scheduling"] = ["Model", "Graph", "Events", "Execution", "State", "Expressions"],
        ["Reporting"] = ["Model", "Graph", "Events"],
        ["Yaml"] = ["Definition", "Expressions", "Model"],
    };

    /// <summary>What puts a run together with those who tell of it, without either knowing the other.</summary>
    private const string Composer = "Scheduling/DagRunExtensions.cs";

    /// <summary>What a source of Dagrs.Core uses and may not, each as one line.</summary>
    /// <param name="file">The source.</param>
    /// <param name="core">All sources of Dagrs.Core: a name such as <c>Model.OneLine</c> counts as a use when there is such a type.</param>
    public static IEnumerable<string> Broken(SourceFile file, IReadOnlyList<SourceFile> core)
    {
        if (file.Folder.Length > 0 && !Allowed.ContainsKey(file.Folder))
        {
            yield return $"{file.Path}: the folder '{file.Folder}' is not in the design";
        }

        foreach (var used in Used(file, core).Distinct())
        {
            if (file.Folder.Length > 0 && used != file.Folder && !Allowed.GetValueOrDefault(file.Folder, []).Contains(used) && (file.Path, used) != (Composer, "Reporting"))
            {
                yield return $"{file.Path}: {file.Folder} may not use {(used.Length == 0 ? "what composes it" : used)}";
            }
        }

        foreach (Match match in Outside().Matches(file.Code))
        {
            if (match.Value != "YamlDotNet" || file.Folder != "Yaml")
            {
                yield return $"{file.Path}: {(file.Folder.Length == 0 ? Core : file.Folder)} may not use {match.Value}";
            }
        }
    }

    // The folders that a source uses; "" stands for the files in the project's root.
    private static IEnumerable<string> Used(SourceFile file, IReadOnlyList<SourceFile> core)
    {
        foreach (Match match in Qualified().Matches(file.Code))
        {
            var first = match.Groups[1].Value;
            yield return Allowed.ContainsKey(first) ? first : "";
        }

        foreach (Match match in Relative().Matches(file.Code))
        {
            var (folder, name) = (match.Groups[1].Value, match.Groups[2].Value);
            if (core.Any(other => other.Folder == folder && (other.Name == name || other.Path.StartsWith($"{folder}/{name}/", StringComparison.Ordinal))))
            {
                yield return folder;
            }
        }

        foreach (var other in core.Where(other => other.Folder.Length == 0))
        {
            if (Regex.IsMatch(file.Code, $@"(?<![\w.]){other.Name}(?!\w)"))
            {
                yield return "";
            }
        }
    }

    // The namespace line of a file names its own folder and nothing else, so it need not be left out. A bare `Dagrs.Core` is no use of anything.
    [GeneratedRegex(@"\bDagrs\s*\.\s*Core\s*\.\s*(\w+)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<![\w.]\s*)(Model|Expressions|Graph|Definition|Events|Execution|State|Scheduling|Reporting|Yaml)\s*\.\s*(\w+)")]
    private static partial Regex Relative();

    [GeneratedRegex(@"\b(?:Serilog|YamlDotNet|System\s*\.\s*CommandLine|Dagrs\s*\.\s*Cli)\b")]
    private static partial Regex Outside();
}
