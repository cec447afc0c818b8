using System.Text;
using System.Text.Json.Nodes;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>The page about events says what is true: its example is a stream of events, and it names every type and key of the schemas.</summary>
public sealed class EventsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "events.md"));

    private static string Example => Page.Split("```json\n")[1].Split("```")[0];

    [Fact]
    public void Its_example_is_a_stream_of_events_and_a_run_can_be_made_of_it()
    {
        Assert.Equal([], RecordedSchemas.WrongIn(Example));
        var run = RecordedRuns.Read(new MemoryStream(Encoding.UTF8.GetBytes(Example)), "example");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([TaskState.Failed, TaskState.NotRun], run.Tasks.Select(task => task.State));
    }

    [Theory]
    [InlineData(RecordingSchema.Events)]
    [InlineData(RecordingSchema.Report)]
    public void It_names_every_type_and_every_key(string schema)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        Collect(JsonNode.Parse(RecordingSchema.Text(schema)), keys);

        Assert.NotEmpty(keys);
        Assert.Equal([], EventType.All.Concat(keys).Where(key => !Page.Contains($"`{key}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_names_every_kind_of_report() =>
        Assert.Equal([], ReportKind.All.Select(kind => kind.Word).Where(word => !Page.Contains($"| `{word}` |", StringComparison.Ordinal)));

    private static void Collect(JsonNode? node, HashSet<string> keys)
    {
        if (node is JsonObject mapping)
        {
            keys.UnionWith(mapping["properties"] is JsonObject properties ? properties.Select(property => property.Key) : []);
            foreach (var (_, child) in mapping)
            {
                Collect(child, keys);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
            {
                Collect(child, keys);
            }
        }
    }
}
