using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Shows each line as <c>[id] line</c>, as soon as it is complete.</summary>
internal sealed class PrefixLines(LineStyle style, HalfLines halves) : IOutputView
{
    private readonly Dictionary<TaskNode, WholeLines> _tasks = [];
    private readonly SpillFile _spill = new();

    public long LostBytes => _spill.LostBytes;

    public static string Of(TaskNode task) => $"[{OneLine.Of(task.Id)}] ";

    public void Add(RunEvent.TaskOutput output)
    {
        if (!_tasks.TryGetValue(output.Task, out var lines))
        {
            var writer = new LineWriter(style, Of(output.Task));
            _tasks[output.Task] = lines = new(writer.Write, _spill, writer);
        }

        lines.Add(output.Channel, output.Bytes.Span);
        halves.Touch(lines);
    }

    public void Retry(TaskNode task)
    {
        if (_tasks.TryGetValue(task, out var lines))
        {
            lines.End();
            halves.Forget(lines);
        }
    }

    public void End(TaskResult result)
    {
        if (_tasks.Remove(result.Task, out var lines))
        {
            lines.End();
            halves.Forget(lines);
        }
    }
}
