using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>Shows the oldest running task live; the output of the others waits for its turn. Services are always shown live.</summary>
internal sealed class OrderedOutput(LineStyle style, HalfLines halves) : IOutputView
{
    private readonly Dictionary<TaskNode, Turn> _turns = [];
    private readonly Queue<Turn> _queue = new();
    private readonly SpillFile _spill = new();

    public long LostBytes => _spill.LostBytes;

    public void Start(TaskNode task)
    {
        var turn = _turns[task] = new Turn(new LineWriter(style, PrefixLines.Of(task)), _spill);
        if (task.IsService)
        {
            turn.Come(); // waiting for the end of a service means waiting for all its dependents
            Touch(turn);
            return;
        }

        _queue.Enqueue(turn);
        ShowWhoseTurnItIs();
    }

    public void Add(RunEvent.TaskOutput output)
    {
        if (_turns.TryGetValue(output.Task, out var turn))
        {
            turn.Lines.Add(output.Channel, output.Bytes.Span);
            Touch(turn);
        }
    }

    public void Retry(TaskNode task)
    {
        if (_turns.TryGetValue(task, out var turn))
        {
            turn.Lines.End();
            halves.Forget(turn.Lines);
        }
    }

    public void End(TaskResult result)
    {
        if (_turns.Remove(result.Task, out var turn))
        {
            turn.End();
            halves.Forget(turn.Lines);
            ShowWhoseTurnItIs();
        }
    }

    private void ShowWhoseTurnItIs()
    {
        while (_queue.TryPeek(out var first))
        {
            if (!first.HasCome)
            {
                first.Come();
                Touch(first);
            }

            if (!first.HasEnded)
            {
                break;
            }

            _queue.Dequeue();
        }
    }

    private void Touch(Turn turn)
    {
        if (turn is { HasCome: true, HasEnded: false })
        {
            halves.Touch(turn.Lines);
        }
    }

    private sealed class Turn
    {
        private readonly LineWriter _writer;
        private readonly SpillFile _spill;
        private SpillBuffer? _waiting;

        public Turn(LineWriter writer, SpillFile spill)
        {
            (_writer, _spill) = (writer, spill);
            Lines = new(Take, spill, writer);
        }

        public WholeLines Lines { get; }

        public bool HasCome { get; private set; }

        public bool HasEnded { get; private set; }

        /// <summary>Its turn comes: shows what has waited, and shows the rest live.</summary>
        public void Come()
        {
            HasCome = true;
            _waiting?.CopyTo(_writer.Write);
            _waiting?.Dispose();
            _waiting = null;
        }

        public void End()
        {
            Lines.End();
            HasEnded = true;
        }

        private void Take(ReadOnlySpan<byte> lines)
        {
            if (HasCome)
            {
                _writer.Write(lines);
            }
            else
            {
                (_waiting ??= new SpillBuffer(_spill)).Add(lines);
            }
        }
    }
}
