using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dagrs.Tests.Shared;

/// <summary>
/// Checks a document by a JSON Schema, as far as the schema of dagrs goes; a keyword that it does not know is a failure. It is
/// here so that every machine checks the corpus; where npm is, ajv has to agree with it.
/// </summary>
internal sealed class SchemaJudge(JsonObject schema)
{
    public bool Accepts(JsonNode? document) => Accepts(schema, document);

    private bool Accepts(JsonNode? rule, JsonNode? value) =>
        rule is JsonValue always ? always.GetValue<bool>() : rule!.AsObject().All(keyword => Holds(keyword.Key, keyword.Value!, rule.AsObject(), value));

    private bool Holds(string keyword, JsonNode rule, JsonObject whole, JsonNode? value) => keyword switch
    {
        "$schema" or "$defs" or "title" or "description" or "examples" => true,
        "$ref" => Accepts(schema["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]], value),
        "type" => (rule is JsonArray types ? types : [rule.DeepClone()]).Any(type => IsA(type!.GetValue<string>(), value)),
        "enum" => rule.AsArray().Any(item => JsonNode.DeepEquals(item, value)),
        "pattern" => KindOf(value) != JsonValueKind.String || Regex.IsMatch(value!.GetValue<string>(), rule.GetValue<string>(), RegexOptions.ECMAScript),
        "minimum" => KindOf(value) != JsonValueKind.Number || value!.GetValue<double>() >= Bound(rule),
        "maximum" => KindOf(value) != JsonValueKind.Number || value!.GetValue<double>() <= Bound(rule),
        "minItems" => value is not JsonArray list || list.Count >= Bound(rule),
        "minProperties" => value is not JsonObject mapping || mapping.Count >= Bound(rule),
        "prefixItems" => value is not JsonArray list || list.Zip(rule.AsArray()).All(pair => Accepts(pair.Second, pair.First)),
        "items" => value is not JsonArray list || list.Skip(whole["prefixItems"]?.AsArray().Count ?? 0).All(item => Accepts(rule, item)),
        "required" => value is not JsonObject mapping || rule.AsArray().All(name => mapping.ContainsKey(name!.GetValue<string>())),
        "properties" => value is not JsonObject mapping || mapping.All(entry => rule[entry.Key] is not { } of || Accepts(of, entry.Value)),
        "patternProperties" => value is not JsonObject mapping || mapping.All(entry => PatternsFor(whole, entry.Key).All(of => Accepts(of, entry.Value))),
        "additionalProperties" => value is not JsonObject mapping || mapping.All(entry => IsTold(whole, entry.Key) || Accepts(rule, entry.Value)),
        "propertyNames" => value is not JsonObject mapping || mapping.All(entry => Accepts(rule, JsonValue.Create(entry.Key))),
        "anyOf" => rule.AsArray().Any(one => Accepts(one, value)),
        "not" => !Accepts(rule, value),
        _ => throw new InvalidOperationException($"the schema has the keyword '{keyword}', which this judge does not know"),
    };

    private static bool IsTold(JsonObject whole, string key) => whole["properties"]?[key] is not null || PatternsFor(whole, key).Any();

    private static IEnumerable<JsonNode?> PatternsFor(JsonObject whole, string key) =>
        (whole["patternProperties"]?.AsObject() ?? []).Where(pattern => Regex.IsMatch(key, pattern.Key)).Select(pattern => pattern.Value);

    private static bool IsA(string type, JsonNode? value) => (type, KindOf(value)) switch
    {
        ("integer", JsonValueKind.Number) => value!.GetValue<double>() % 1 == 0,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        var (name, kind) => name.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase),
    };

    private static JsonValueKind KindOf(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    private static double Bound(JsonNode rule) => rule.GetValue<JsonElement>().GetDouble();
}
