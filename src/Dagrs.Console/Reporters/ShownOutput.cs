using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Console.Reporters;

/// <summary>
/// Tracks whose output is complete on the screen, with little else since it began, so that it need not be repeated. In doubt it says no.
/// </summary>
/// <param name="terminal">The screen.</param>
internal sealed class ShownOutput(Terminal terminal)
{
    private const int MostOtherLines = 20;

    private readonly Dictionary<TaskNode, Part> _parts = [];

    /// <summary>To be called before the screen gets the event.</summary>
    public void Report(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.TaskOutput(var task, _, var bytes):
                var part = _parts.TryGetValue(task, out var known) ? known : _parts[task] = new Part(terminal.Lines);
                part.Lines += bytes.Span.Count((byte)'\n');
                break;
            case RunEvent.TaskRetrying(var task, _, _, _):
                _parts.Remove(task);
                break;
        }
    }

    /// <summary>Stops tracking a task: nothing of it will be shown any more, or it does not matter.</summary>
    public void Forget(TaskNode task) => _parts.Remove(task);

    /// <summary>The output of the task is shown only now, as one block.</summary>
    public void ShowsNow(TaskNode task)
    {
        if (_parts.TryGetValue(task, out var part))
        {
            part.Begin = terminal.Lines;
        }
    }

    public bool IsJustShown(TaskNode task) => _parts.TryGetValue(task, out var part) && terminal.Lines - part.Begin - part.Lines <= MostOtherLines;

    private sealed class Part(long begin)
    {
        /// <summary>The number of the line at which it begins.</summary>
        public long Begin { get; set; } = begin;

        /// <summary>The number of its lines.</summary>
        public long Lines { get; set; }
    }
}
