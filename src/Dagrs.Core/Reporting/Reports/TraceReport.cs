using System.Text.Encodings.Web;
using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>
/// A run as Chrome trace events, for Perfetto and chrome://tracing: process 1 with a lane per slot, process 2 with services, process 3 with the
/// critical path. Times are whole microseconds from the start of the run. Format: "Trace Event Format" of the Catapult project.
/// </summary>
internal static class TraceReport
{
    private const int SlotsProcess = 1;
    private const int ServicesProcess = 2;
    private const int CriticalPathProcess = 3;
    private const int FlushAt = 64 * 1024; // bytes

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(RecordedRun run, Stream target)
    {
        using var json = new Utf8JsonWriter(target, Options);
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartObject("otherData");
        json.WriteString("run", run.Id);
        json.WriteString("dagrs", run.Version);
        json.WriteString("file", run.File);
        json.WriteString("start", run.Start);
        json.WriteEndObject();
        json.WriteStartArray("traceEvents");
        WriteNames(json, run);
        foreach (var slice in Slices(run))
        {
            Write(json, run, slice);
            if (json.BytesPending > FlushAt)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, RecordedRun run)
    {
        WriteName(json, "process", SlotsProcess, 0, "tasks, a lane a slot");
        foreach (var slot in run.Tasks.Where(HasLane).Select(task => task.Slot!.Value + 1).Distinct().Order())
        {
            WriteName(json, "thread", SlotsProcess, slot, $"slot {slot}");
        }

        if (run.Tasks.Any(task => task.ServiceLane is not null))
        {
            WriteName(json, "process", ServicesProcess, 0, "services");
            foreach (var lane in run.Tasks.Select(task => task.ServiceLane + 1).OfType<int>().Distinct().Order())
            {
                WriteName(json, "thread", ServicesProcess, lane, $"service {lane}");
            }
        }

        if (run.CriticalPath.Any(task => run.Tasks[task].State.WasStarted()))
        {
            WriteName(json, "process", CriticalPathProcess, 0, "critical path");
            WriteName(json, "thread", CriticalPathProcess, 1, "critical path");
        }
    }

    // The explicit sort index keeps lanes in order: both viewers would sort by name or by time otherwise.
    private static void WriteName(Utf8JsonWriter json, string of, int process, int lane, string name)
    {
        foreach (var isName in (ReadOnlySpan<bool>)[true, false])
        {
            json.WriteStartObject();
            json.WriteString("ph", "M");
            json.WriteString("name", isName ? $"{of}_name" : $"{of}_sort_index");
            json.WriteNumber("pid", process);
            json.WriteNumber("tid", lane);
            json.WriteStartObject("args");
            if (isName)
            {
                json.WriteString("name", name);
            }
            else
            {
                json.WriteNumber("sort_index", of == "process" ? process : lane);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static List<TraceSlice> Slices(RecordedRun run)
    {
        var slices = new List<TraceSlice>();
        foreach (var lane in run.Tasks.Where(HasLane).GroupBy(task => task.Slot!.Value))
        {
            AddLane(slices, SlotsProcess, lane.Key + 1, lane);
        }

        foreach (var lane in run.Tasks.Where(task => task.ServiceLane is not null).GroupBy(task => task.ServiceLane!.Value))
        {
            AddLane(slices, ServicesProcess, lane.Key + 1, lane);
        }

        AddLane(slices, CriticalPathProcess, 1, run.CriticalPath.Select(task => run.Tasks[task]).Where(task => task.State.WasStarted()), task => task.OverForOthers);
        slices.Sort((a, b) => (a.Start, -a.Duration, a.Process, a.Lane).CompareTo((b.Start, -b.Duration, b.Process, b.Lane)));
        return slices;
    }

    // Both ends are rounded down, so that slices that do not overlap stay apart. The bound is for records from other programs.
    private static void AddLane(List<TraceSlice> slices, int process, int lane, IEnumerable<RecordedTask> tasks, Func<RecordedTask, TimeSpan>? end = null)
    {
        var free = 0L;
        foreach (var task in tasks.OrderBy(task => task.Start).ThenBy(task => task.End))
        {
            var start = Math.Max(free, Microseconds(task.Start));
            free = Math.Max(start, Microseconds(end?.Invoke(task) ?? task.End));
            slices.Add(new(task, process, lane, start, free - start));
        }
    }

    private static bool HasLane(RecordedTask task) => task.Slot is not null && task.State.WasStarted();

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    private static void Write(Utf8JsonWriter json, RecordedRun run, TraceSlice slice)
    {
        var task = slice.Task;
        json.WriteStartObject();
        json.WriteString("ph", "X");
        json.WriteString("name", task.Id);
        json.WriteString("cat", task.State.Word());
        json.WriteNumber("pid", slice.Process);
        json.WriteNumber("tid", slice.Lane);
        json.WriteNumber("ts", slice.Start);
        json.WriteNumber("dur", slice.Duration);
        json.WriteStartObject("args");
        json.WriteString("name", task.Name);
        json.WriteString("state", task.State.Word());
        json.WriteString("words", task.Words);
        json.WriteString("place", TaskWords.Place(task));
        json.WriteNumber("attempts", task.Attempts.Count);
        json.WriteNumber("waited_us", Microseconds(task.Start) - Microseconds(task.Ready));
        json.WriteString("waited_for", task.WaitedFor);
        json.WriteStrings("after", task.After.Select(before => run.Tasks[before].Id));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
