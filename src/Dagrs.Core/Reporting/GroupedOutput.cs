using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Shows a task's output as one block when the task ends, folded where the CI system can fold; failed tasks stay open.</summary>
internal sealed class GroupedOutput(LineStyle style, bool onlyFailed) : IOutputView
{
    private readonly Dictionary<TaskNode, (SpillBuffer Buffer, WholeLines Lines)> _tasks = [];
    private readonly SpillFile _spill = new();

    public long LostBytes => _spill.LostBytes;

    public void Add(RunEvent.TaskOutput output)
    {
        if (!_tasks.TryGetValue(output.Task, out var waiting))
        {
            var buffer = new SpillBuffer(_spill);
            _tasks[output.Task] = waiting = (buffer, new(buffer.Add, _spill));
        }

        waiting.Lines.Add(output.Channel, output.Bytes.Span);
    }

    public void Retry(TaskNode task) => _tasks.GetValueOrDefault(task).Lines?.End();

    public void End(TaskResult result)
    {
        if (!_tasks.Remove(result.Task, out var waiting))
        {
            return;
        }

        using (waiting.Buffer)
        {
            var isFine = result.State.IsGood();
            waiting.Lines.End();
            if (!isFine || !onlyFailed)
            {
                style.Ci.Open(style.Target, $"{Titles.Of(result.Task)}: {result.State.Word()} in {Times.Words(result.Duration)}", isFolded: isFine);
                waiting.Buffer.CopyTo(new LineWriter(style, "").Write);
                style.Ci.Close(style.Target);
            }
            else if (style.Ci.HasOrders)
            {
                waiting.Buffer.CopyTo(new LineWriter(style with { OnlyOrders = true }, "").Write);
            }
        }
    }
}
