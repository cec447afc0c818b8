using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>
/// The details of tasks that the page shows on demand, with output, in compressed blocks: JSON lists in gzip in base64. Failures come first; when the space
/// runs low, later tasks keep less output.
/// </summary>
/// <param name="tasks">The tasks of the page.</param>
/// <param name="room">The bytes of the page that are available.</param>
internal sealed class PackedDetails(PageTasks tasks, long room)
{
    private const int BytesOfElement = 120; // of a block, without its list of tasks

    private static readonly int[] Steps = [int.MaxValue, PageLimits.OutputOfOthers, 512, 0]; // the most bytes of an output, step by step

    private readonly List<int> _group = [];
    private long _groupSize;
    private int _step;
    private long _room = room;

    /// <summary>Writes as many blocks as fit.</summary>
    public void Write(PageWriter page)
    {
        foreach (var place in tasks.Urgent.Where(task => tasks.PlaceOf(task) >= 0))
        {
            var task = tasks.Run.Tasks[place];
            _group.Add(place);
            _groupSize += 500 + (task.Command?.Length ?? 0) + Math.Min(Most(task), task.Output?.Bytes.Length ?? 0);
            if (_groupSize > PageLimits.Block)
            {
                WriteGroup(page);
            }
        }

        WriteGroup(page);
    }

    private void WriteGroup(PageWriter page)
    {
        for (; _group.Count > 0 && _step < Steps.Length; _step++)
        {
            var packed = Packed();
            var names = string.Join(' ', _group.Select(task => tasks.PlaceOf(task).ToString(CultureInfo.InvariantCulture)));
            var size = packed.Length + names.Length + BytesOfElement;
            if (size > _room)
            {
                continue;
            }

            _room -= size;
            page.Write($"<script type=\"application/octet-stream\" class=\"details\" data-tasks=\"{names}\">");
            page.Raw(Encoding.ASCII.GetBytes(packed));
            page.Write($"</script>\n");
            break;
        }

        _group.Clear();
        _groupSize = 0;
    }

    private int Most(RecordedTask task) =>
        Math.Min(Steps[Math.Min(_step, Steps.Length - 1)], Verdict.IsFailure(task) ? PageLimits.OutputOfFailure : PageLimits.OutputOfOthers);

    private string Packed()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var json = new Utf8JsonWriter(gzip, Columns.Options))
        {
            json.WriteStartArray();
            foreach (var place in _group)
            {
                TaskDetail.Write(json, tasks.Run, tasks.Run.Tasks[place], Most(tasks.Run.Tasks[place]));
            }

            json.WriteEndArray();
        }

        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
