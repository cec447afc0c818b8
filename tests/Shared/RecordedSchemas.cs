using System.Text;
using System.Text.Json.Nodes;

namespace Dagrs.Tests.Shared;

/// <summary>
/// Checks events and run reports by their schemas in the repository, and more strictly than other readers: a key that the schema does not name is
/// wrong here.
/// </summary>
internal static class RecordedSchemas
{
    private static readonly Lazy<SchemaJudge> Event = new(() => Strict("events"));
    private static readonly Lazy<SchemaJudge> Report = new(() => Strict("report"));

    /// <summary>What is wrong with a stream of events: each line by its schema, numbers, times, first and last. Empty: nothing.</summary>
    public static IReadOnlyList<string> WrongIn(string stream)
    {
        var wrong = new List<string>();
        if (!stream.EndsWith('\n'))
        {
            wrong.Add("the last line has no end");
        }

        var lines = stream.TrimEnd('\n').Split('\n');
        var time = "";
        for (var line = 0; line < lines.Length; line++)
        {
            var json = JsonNode.Parse(lines[line])!;
            if (!Event.Value.Accepts(json))
            {
                wrong.Add($"not by the schema: {lines[line]}");
            }

            if ((int)json["seq"]! != line + 1 || string.CompareOrdinal((string)json["time"]!, time) < 0)
            {
                wrong.Add($"number or time out of order: {lines[line]}");
            }

            if (((string)json["type"]! == "run-started") != (line == 0) || ((string)json["type"]! == "run-finished") != (line == lines.Length - 1))
            {
                wrong.Add($"not the place for it: {lines[line]}");
            }

            if (Encoding.UTF8.GetByteCount((string?)json["text"] ?? "") > 3 * 64 * 1024)
            {
                wrong.Add($"too much output in one event: {lines[line].Length} characters");
            }

            time = (string)json["time"]!;
        }

        return wrong;
    }

    /// <summary>What is wrong with a run report. Empty: nothing.</summary>
    public static IReadOnlyList<string> WrongInReport(string report) =>
        Report.Value.Accepts(JsonNode.Parse(report)) ? [] : [$"not by the schema: {report}"];

    private static SchemaJudge Strict(string name)
    {
        var root = typeof(RecordedSchemas).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(root, "schema", $"dagrs.{name}.schema.json")))!.AsObject();
        Close(schema);
        return new(schema);
    }

    private static void Close(JsonNode? node)
    {
        foreach (var child in node switch { JsonObject mapping => mapping.Select(entry => entry.Value).ToList(), JsonArray list => [.. list], _ => [] })
        {
            Close(child);
        }

        if (node is JsonObject rule && rule["properties"] is JsonObject && (string?)(rule["type"] as JsonValue) == "object" && rule["additionalProperties"] is null)
        {
            rule["additionalProperties"] = false;
        }
    }
}
