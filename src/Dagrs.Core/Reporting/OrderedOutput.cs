using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Shows the oldest running task as it writes; what the others write waits until it is their turn.</summary>
internal sealed class OrderedOutput(LineStyle style) : IOutputView
{
    private readonly Dictionary<TaskNode, LinkedListNode<Turn>> _turns = [];
    private readonly LinkedList<Turn> _queue = new();

    public void Start(TaskNode task) => _turns[task] = _queue.AddLast(new Turn(new LineWriter(style, PrefixLines.Of(task))));

    public void Add(RunEvent.TaskOutput output)
    {
        if (_turns.TryGetValue(output.Task, out var turn))
        {
            if (turn == _queue.First)
            {
                turn.Value.Lines.Add(output.Channel, output.Bytes.Span);
            }
            else
            {
                (turn.Value.Waiting ??= new SpillBuffer()).Add(output.Bytes.Span);
            }
        }
    }

    public void End(TaskResult result)
    {
        if (_turns.Remove(result.Task, out var turn))
        {
            turn.Value.HasEnded = true;
            ShowWhoseTurnItIs();
        }
    }

    private void ShowWhoseTurnItIs()
    {
        while (_queue.First is { Value: { HasEnded: true } first })
        {
            first.Lines.End();
            _queue.RemoveFirst();
            if (_queue.First is { Value: { Waiting: { } waiting } next })
            {
                waiting.CopyTo(bytes => next.Lines.Add(OutputChannel.Merged, bytes));
                waiting.Dispose();
                next.Waiting = null;
            }
        }
    }

    private sealed class Turn(LineWriter lines)
    {
        public LineWriter Lines => lines;

        public SpillBuffer? Waiting { get; set; }

        public bool HasEnded { get; set; }
    }
}
