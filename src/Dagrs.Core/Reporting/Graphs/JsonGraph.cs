using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A graph as JSON. Keys may be added; none changes its meaning.</summary>
internal static class JsonGraph
{
    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("tasks");
            foreach (var (number, task) in picture.Tasks.Index())
            {
                json.WriteStartObject();
                json.WriteString("id", task.Id);
                json.WriteString("name", task.Name);
                json.WriteString("kind", task.IsGroup ? "group" : "task");
                json.WriteString("when", task.When);
                json.WriteBoolean("service", task.IsService);
                json.WriteBoolean("interactive", task.IsInteractive);
                json.WriteString("if", task.Condition);
                json.WriteString("skipped", task.Skipped ?? (task.State == TaskState.Skipped ? task.Words : null));
                json.WriteMatrix(task.Matrix);
                json.WriteStrings("tags", task.Tags);
                json.WriteStrings("after", picture.Before[number].Select(before => picture.Tasks[before].Id));
                if (task.State is { } state)
                {
                    json.WriteString("state", state.Word());
                    json.WriteSeconds("duration", task.Duration);
                    json.WriteBoolean("critical", task.IsCritical);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
