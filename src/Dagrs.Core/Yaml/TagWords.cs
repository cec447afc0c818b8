using YamlDotNet.Core;

namespace Dagrs.Core.Yaml;

/// <summary>A YAML tag as it is usually written. The parser has already resolved its handle.</summary>
internal static class TagWords
{
    private const string OfYaml = "tag:yaml.org,2002:";

    public static string Of(TagName tag) => tag.Value switch
    {
        var known when known.StartsWith(OfYaml, StringComparison.Ordinal) => "!!" + known[OfYaml.Length..],
        ['!', ..] local => local,
        var other => $"!<{other}>",
    };
}
