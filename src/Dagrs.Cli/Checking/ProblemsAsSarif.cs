using System.Text.Json;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Cli.Checking;

/// <summary>Problems as a SARIF 2.1.0 log (docs.oasis-open.org/sarif) of one run, with a rule for every kind of problem that dagrs knows.</summary>
internal static class ProblemsAsSarif
{
    private static readonly ProblemCode[] Rules = Enum.GetValues<ProblemCode>();

    public static string Of(FoundProblems found) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var problem in found.Problems)
        {
            WriteResult(json, problem.Source ?? found.Source, problem);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "dagrs");
        json.WriteString("version", ProductVersion.Text);
        json.WriteStartArray("rules");
        foreach (var rule in Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id());
            json.WriteString("name", rule.ToString());
            WriteText(json, "shortDescription", rule.Title());
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", ProblemWords.LevelOf(rule));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, SourceText source, Problem problem)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", problem.Code.Id());
        json.WriteNumber("ruleIndex", Array.IndexOf(Rules, problem.Code));
        json.WriteString("level", ProblemWords.LevelOf(problem.Code));
        WriteText(json, "message", ProblemWords.Of(problem));
        json.WriteStartArray("locations");
        WriteLocation(json, source, problem.Place, note: null);
        json.WriteEndArray();
        if (problem.Notes.Count > 0)
        {
            json.WriteStartArray("relatedLocations");
            foreach (var (note, place) in problem.Notes)
            {
                WriteLocation(json, source, place, note);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, SourceText source, Place place, string? note)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(source.Path));
        json.WriteEndObject();
        if (place.IsKnown)
        {
            var (line, column, end) = source.Fit(place);
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line);
            json.WriteNumber("startColumn", column);
            json.WriteNumber("endColumn", end);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (note is not null)
        {
            WriteText(json, "message", note);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string UriOf(string path) => path switch
    {
        "-" => "stdin",
        _ => (Path.IsPathRooted(path) ? "file://" : "") + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
    };
}
