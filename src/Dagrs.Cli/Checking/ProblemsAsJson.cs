using System.Text.Json;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Cli.Checking;

/// <summary>Problems as a JSON array. Its fields are documented in docs/diagnostics.md and are stable.</summary>
internal static class ProblemsAsJson
{
    public static string Of(FoundProblems found) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var problem in found.Problems)
        {
            Write(json, problem.Source ?? found.Source, problem);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, SourceText source, Problem problem)
    {
        json.WriteStartObject();
        WritePlace(json, source, problem.Place);
        json.WriteString("level", ProblemWords.LevelOf(problem.Code));
        json.WriteString("code", problem.Code.Id());
        json.WriteString("message", problem.Message);
        json.WriteString("suggestion", problem.Suggestion);
        if (problem.Notes.Count > 0)
        {
            WriteNotes(json, source, problem.Notes);
        }

        json.WriteEndObject();
    }

    private static void WriteNotes(Utf8JsonWriter json, SourceText source, IReadOnlyList<Located<string>> notes)
    {
        json.WriteStartArray("notes");
        foreach (var (note, place) in notes)
        {
            json.WriteStartObject();
            WritePlace(json, source, place);
            json.WriteString("message", note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, SourceText source, Place place)
    {
        json.WriteString("path", source.Path);
        var fitted = source.Fit(place);
        WriteNumber("line", fitted.Line);
        WriteNumber("column", fitted.Column);
        WriteNumber("endColumn", fitted.EndColumn);

        void WriteNumber(string name, int number)
        {
            if (place.IsKnown)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteNull(name);
            }
        }
    }
}
