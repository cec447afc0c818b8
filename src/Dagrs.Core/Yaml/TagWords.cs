using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Formats a YAML tag as it is usually written. The parser has already resolved its handle.</summary>
internal static class TagWords
{
    private const string OfYaml = "tag:yaml.org,2002:";

    public static string Of(TagName tag) => tag.Value switch
    {
        var known when known.StartsWith(OfYaml, StringComparison.Ordinal) => "!!" + known[OfYaml.Length..],
        ['!', ..] local => local,
        var other => $"!<{other}>",
    };

    /// <summary>How to fix it, phrased to follow "is a YAML tag".</summary>
    public static string Mend(NodeEvent node) => node switch
    {
        Scalar { Style: ScalarStyle.Plain } when !node.Tag.Value.StartsWith(OfYaml, StringComparison.Ordinal) => ", not part of the value; quote the whole value",
        SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow } => "; remove it, or quote the whole value if it is a string",
        _ => ", which no value needs; remove it",
    };
}
