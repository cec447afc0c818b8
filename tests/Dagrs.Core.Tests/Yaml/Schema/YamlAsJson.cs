using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Dagrs.Core.Tests.Yaml.Schema;

/// <summary>A YAML text as the JSON that an editor checks by a schema: plain scalars by YAML's core schema, merge keys put in.</summary>
internal static partial class YamlAsJson
{
    public static JsonNode? Of(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? null : Of(stream.Documents[0].RootNode);
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Of(mapping),
        YamlSequenceNode list => new JsonArray([.. list.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException($"BUG: {node}"),
    };

    private static JsonObject Of(YamlMappingNode mapping)
    {
        var json = new JsonObject();
        foreach (var (key, value) in Entries(mapping))
        {
            json.TryAdd(key, Of(value));
        }

        return json;
    }

    // In the order of their strength.
    private static IEnumerable<(string Key, YamlNode Value)> Entries(YamlMappingNode mapping)
    {
        var own = mapping.Select(entry => (Key: ((YamlScalarNode)entry.Key).Value!, entry.Value)).ToList();
        var merged = own.Where(entry => entry.Key == "<<")
            .SelectMany(entry => entry.Value is YamlSequenceNode list ? list.Cast<YamlMappingNode>() : [(YamlMappingNode)entry.Value])
            .SelectMany(Entries);
        return own.Where(entry => entry.Key != "<<").Concat(merged);
    }

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Hexadecimal().IsMatch(text) => JsonValue.Create((double)Convert.ToInt64(text[2..], 16)),
        _ when Number().IsMatch(text) => JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex("^0x[0-9a-fA-F]+$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
