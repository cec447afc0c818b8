using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Shows a task's output in one piece when the task ends, folded where a CI system can fold; failed ones are open.</summary>
internal sealed class GroupedOutput(LineStyle style, bool onlyFailed) : IOutputView
{
    private readonly Dictionary<TaskNode, SpillBuffer> _tasks = [];

    public void Start(TaskNode task)
    {
    }

    public void Add(RunEvent.TaskOutput output)
    {
        if (!_tasks.TryGetValue(output.Task, out var buffer))
        {
            _tasks[output.Task] = buffer = new SpillBuffer();
        }

        buffer.Add(output.Bytes.Span);
    }

    public void End(TaskResult result)
    {
        if (!_tasks.Remove(result.Task, out var buffer))
        {
            return;
        }

        using (buffer)
        {
            var isFine = result.State is TaskState.Succeeded or TaskState.FailedAllowed;
            if (isFine && onlyFailed)
            {
                return;
            }

            style.Ci.Open(style.Target, $"{Titles.Of(result.Task)}: {result.State.Word()} in {Times.Words(result.Duration)}", isFolded: isFine);
            var lines = new LineWriter(style, []);
            buffer.CopyTo(bytes => lines.Add(OutputChannel.Merged, bytes));
            lines.End();
            style.Ci.Close(style.Target);
        }
    }
}
