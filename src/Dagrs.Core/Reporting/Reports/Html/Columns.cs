using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>
/// The data of table, timeline and graph as one JSON object: one list per column, so that no name is repeated. Times are whole microseconds.
/// </summary>
/// <param name="json">Where it is written.</param>
/// <param name="tasks">The tasks of the page.</param>
internal sealed class Columns(Utf8JsonWriter json, PageTasks tasks)
{
    /// <summary>No JSON text can end the element that contains it: <c>&lt;</c> is escaped.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly RecordedRun _run = tasks.Run;

    // Nothing below a microsecond is shown. It only matters for half a second exactly, which is rounded to even.
    public static long Microseconds(TimeSpan time)
    {
        var (whole, rest) = Math.DivRem(time.Ticks, TimeSpan.TicksPerMicrosecond);
        return rest > 0 && whole % 1_000_000 == 500_000 ? whole + 1 : whole;
    }

    public static byte[] Of(PageTasks tasks)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            new Columns(json, tasks).Write();
        }

        return bytes.ToArray();
    }

    private void Write()
    {
        json.WriteStartObject();
        json.WriteNumber("start", _run.Start.ToUnixTimeMilliseconds());
        json.WriteNumber("wall", Microseconds(_run.Duration));
        json.WriteNumber("jobs", _run.Jobs);
        json.WriteNumber("total", _run.Tasks.Count);
        json.WriteBoolean("edges", tasks.HasEdges);
        json.WriteStartArray("states");
        foreach (var state in StateShape.All)
        {
            json.WriteStartArray();
            json.WriteStringValue(StateShape.Key(state));
            json.WriteStringValue(state.Word());
            json.WriteEndArray();
        }

        json.WriteEndArray();
        Strings("id", task => OneLine.Of(task.Id, PageLimits.Title));
        Strings("name", task => task.Name == task.Id ? "" : OneLine.Of(task.Name, PageLimits.Title));
        Numbers("state", task => Place(task.State));
        Numbers("begin", task => task.State.WasStarted() ? Microseconds(task.Start) : -1);
        Numbers("time", task => Microseconds(task.Duration));
        Numbers("ready", task => Microseconds(task.Ready));
        Numbers("slot", task => task.Slot ?? -1);
        Numbers("service", task => task.IsService ? 1 : 0);
        Numbers("readied", task => task.ReadyAt is { } ready ? Microseconds(ready) : -1);
        Numbers("because", task => task.Because is { } failed ? tasks.PlaceOf(failed) : -1);
        Numbers("tries", task => task.Attempts.Count);
        Numbers("line", task => task.Line);
        Repeated("words", task => OneLine.Of(task.Words, PageLimits.Title));
        Repeated("path", task => OneLine.Of(task.Path ?? "", PageLimits.Title));
        Repeated("waited", task => OneLine.Of(task.WaitedFor ?? "", PageLimits.Title));
        Repeated("tags", task => string.Join(' ', task.Tags.Select(tag => OneLine.Of(tag, PageLimits.Title))));
        WriteEdges();
        Places("critical", _run.CriticalPath);
        PageGraph.Write(json, tasks);
        json.WriteEndObject();
    }

    private static int Place(TaskState state)
    {
        for (var place = 0; place < StateShape.All.Count; place++)
        {
            if (StateShape.All[place] == state)
            {
                return place;
            }
        }

        return -1;
    }

    private void WriteEdges()
    {
        json.WriteStartArray("after");
        foreach (var task in tasks.Kept)
        {
            json.WriteStartArray();
            foreach (var before in tasks.HasEdges ? _run.Tasks[task].After : [])
            {
                WritePlace(before);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void Places(string name, IEnumerable<int> places)
    {
        json.WriteStartArray(name);
        foreach (var place in places)
        {
            WritePlace(place);
        }

        json.WriteEndArray();
    }

    private void WritePlace(int task)
    {
        if (tasks.PlaceOf(task) is >= 0 and var place)
        {
            json.WriteNumberValue(place);
        }
    }

    private void Strings(string name, Func<RecordedTask, string> of) => json.WriteStrings(name, tasks.Kept.Select(task => of(_run.Tasks[task])));

    private void Numbers(string name, Func<RecordedTask, long> of)
    {
        json.WriteStartArray(name);
        foreach (var task in tasks.Kept)
        {
            json.WriteNumberValue(of(_run.Tasks[task]));
        }

        json.WriteEndArray();
    }

    // Texts that many tasks share: each once, and an index per task.
    private void Repeated(string name, Func<RecordedTask, string> of)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        json.WriteStartArray(name);
        foreach (var task in tasks.Kept)
        {
            var text = of(_run.Tasks[task]);
            if (!texts.TryGetValue(text, out var number))
            {
                texts.Add(text, number = texts.Count);
            }

            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
        json.WriteStrings(name + "Texts", texts.Keys);
    }
}
