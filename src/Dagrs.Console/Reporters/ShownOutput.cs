using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Console.Reporters;

/// <summary>
/// Knows whose output stands on the screen whole, with little else since it began: nobody wants to read that twice. In doubt it says no.
/// </summary>
/// <param name="terminal">The screen.</param>
internal sealed class ShownOutput(Terminal terminal)
{
    private const int MostOtherLines = 20;

    private readonly Dictionary<TaskNode, Part> _parts = [];

    /// <summary>To be called before the screen is told of it.</summary>
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

    /// <summary>Nothing of the task will be shown any more, or is of interest.</summary>
    public void Forget(TaskNode task) => _parts.Remove(task);

    /// <summary>What the task wrote is shown only now, in one piece.</summary>
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
        /// <summary>The line at which it begins.</summary>
        public long Begin { get; set; } = begin;

        /// <summary>How many lines it has itself.</summary>
        public long Lines { get; set; }
    }
}
