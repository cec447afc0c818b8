using System.Text.Json;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;

namespace Dagrs.Cli.Commands;

/// <summary>Tasks as JSON: an array of objects, no text cut. Keys may be added; none changes its meaning.</summary>
internal static class TaskListJson
{
    public static string Of(TaskList list) => JsonText.Of(json =>
    {
        var parameters = list.Parameters.ToLookup(parameter => parameter.Name.Value, StringComparer.Ordinal);
        json.WriteStartArray();
        foreach (var task in list.Tasks)
        {
            Write(json, task, list.Path, name => parameters[name].First());
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, TaskDefinition task, string path, Func<string, ParameterDefinition> find)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id.Value);
        json.WriteString("name", task.Name);
        json.WriteString("summary", task.Summary);
        json.WriteString("desc", task.Description);
        json.WriteStrings("tags", task.Tags.Select(tag => tag.Value));
        json.WriteString("path", task.Scope?.File.Source.Path ?? path);
        json.WriteNumber("line", task.Id.Place.Line);
        json.WriteStrings("after", task.After.Select(after => after.Value));
        json.WriteString("when", task.Settings.When.Word());
        json.WriteBoolean("service", task.Settings.Service is not null);
        json.WriteBoolean("interactive", task.Settings.Interactive);
        json.WriteString("if", task.If?.Value.Text);
        json.WriteStrings("matrix", task.Instance?.Family.Keys ?? []);
        json.WriteStringsOrNull("inputs", task.InputFiles?.Select(pattern => pattern.Value.Text));
        json.WriteStringsOrNull("outputs", task.OutputFiles?.Select(pattern => pattern.Value.Text));
        json.WriteStartArray("parameters");
        foreach (var parameter in task.Scope is { } scope ? scope.Parameters.UsedBy(task) : [])
        {
            WriteParameter(json, find(task.Scope!.Prefix + parameter.Name.Value));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json, ParameterDefinition parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name.Value);
        json.WriteString("default", parameter.Default?.Value.Text);
        json.WriteBoolean("required", parameter.IsRequired);
        json.WriteString("env", parameter.Variable);
        json.WriteStrings("choices", parameter.Choices.Select(choice => choice.Value));
        json.WriteString("desc", parameter.Description);
        json.WriteEndObject();
    }
}
