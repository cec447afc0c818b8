using System.Text.Json;
using Dagrs.Core.Definition;
using Dagrs.Core.Reporting;

namespace Dagrs.Cli;

/// <summary>Tasks for programs: an array of objects, every text whole.</summary>
internal static class TaskListJson
{
    public static string Of(IReadOnlyList<TaskDefinition> tasks) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (var task in tasks)
        {
            Write(json, task);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, TaskDefinition task)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id.Value);
        json.WriteString("name", task.Name);
        json.WriteString("summary", task.Summary);
        json.WriteString("desc", task.Description);
        json.WriteStartArray("tags");
        foreach (var tag in task.Tags)
        {
            json.WriteStringValue(tag.Value);
        }

        json.WriteEndArray();
        json.WriteNumber("line", task.Id.Place.Line);
        json.WriteEndObject();
    }
}
