using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GitHub;

/// <summary>Imports the inputs of a workflow, which are given when it is started or called, as parameters.</summary>
internal static class WorkflowInputs
{
    /// <summary>Adds them to the file and returns their GitHub names.</summary>
    public static IReadOnlyCollection<string> Read(ImportedFile file, YamlTree.Map workflow)
    {
        List<string> names = [];
        foreach (var (_, trigger) in (workflow["on"] ?? workflow["true"]) is YamlTree.Map on ? on.Entries.Where(entry => entry.Key.Value is "workflow_dispatch" or "workflow_call") : [])
        {
            foreach (var (name, value) in (trigger as YamlTree.Map)?["inputs"] is YamlTree.Map inputs ? inputs.Entries : [])
            {
                if (!names.Contains(name.Value) && char.IsAsciiLetter(name.Value[0]))
                {
                    names.Add(name.Value);
                    file.Parameters.Add(Parameter(name.Value, value as YamlTree.Map));
                }
            }
        }

        return names;
    }

    private static ImportedParameter Parameter(string name, YamlTree.Map? input)
    {
        string? Text(string key) => input?[key] is YamlTree.Text { IsNull: false } text ? text.Value : null;
        var isRequired = Text("required") == "true" && Text("default") is null;
        return new(WorkflowNames.Key(name), isRequired ? null : Text("default") ?? (Text("type") == "boolean" ? "false" : ""))
        {
            Choices = input?["options"] is YamlTree.List options ? [.. options.Items.OfType<YamlTree.Text>().Select(option => option.Value)] : Text("type") == "boolean" ? ["true", "false"] : [],
        };
    }
}
