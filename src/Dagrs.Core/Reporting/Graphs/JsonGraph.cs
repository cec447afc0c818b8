using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Graphs;

/// <summary>A graph as programs read it. Keys may be added, none changes its meaning.</summary>
internal static class JsonGraph
{
    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(Dag dag)
    {
        ArgumentNullException.ThrowIfNull(dag);
        return JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("tasks");
            foreach (var task in dag.Tasks.OrderBy(task => task.Position))
            {
                json.WriteStartObject();
                json.WriteString("id", task.Id);
                json.WriteString("name", task.Name);
                json.WriteString("kind", task.Work is Work.Join ? "group" : "task");
                json.WriteString("when", task.Settings.When.Word());
                json.WriteString("if", task.Spec?.Late?.Condition);
                json.WriteString("skipped", task.Spec?.SkippedBecause);
                json.WriteMatrix(task);
                json.WriteStrings("tags", task.Tags);
                json.WriteStrings("after", dag.PredecessorsOf(task).Select(predecessor => predecessor.Id));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
