using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import;

/// <summary>Formats a YAML value for people.</summary>
internal static class ShortYaml
{
    /// <summary>The value in one line.</summary>
    public static string Of(YamlTree value) => value switch
    {
        YamlTree.Text text => text.Value,
        YamlTree.List list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        YamlTree.Map map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{entry.Key.Value}: {Of(entry.Value)}"))}}}",
        _ => "",
    };
}
