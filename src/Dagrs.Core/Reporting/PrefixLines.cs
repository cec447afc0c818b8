using System.Buffers;
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Writes the output of tasks as whole lines, each as <c>[id] line</c>. Not thread-safe.</summary>
/// <param name="target">Gets whole lines only.</param>
/// <param name="keepColours">True when the target is a terminal that shows colours.</param>
public sealed class PrefixLines(IBufferWriter<byte> target, bool keepColours)
{
    private readonly Dictionary<TaskNode, Lines> _tasks = [];

    /// <summary>Takes a piece of output and writes the lines that it completes.</summary>
    public void Add(RunEvent.TaskOutput output)
    {
        if (!_tasks.TryGetValue(output.Task, out var lines))
        {
            _tasks[output.Task] = lines = new Lines(target, keepColours, $"[{OneLine.Of(output.Task.Id)}] ");
        }

        lines.Add(output.Channel, output.Bytes.Span);
    }

    /// <summary>The task writes nothing more: what it left without a line end is written as a line.</summary>
    public void End(TaskNode task)
    {
        if (_tasks.Remove(task, out var lines))
        {
            lines.End();
        }
    }

    private sealed class Lines(IBufferWriter<byte> target, bool keepColours, string prefix)
    {
        private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);
        private readonly LineBuffer?[] _rests = new LineBuffer?[3]; // by channel

        public void Add(OutputChannel channel, ReadOnlySpan<byte> bytes)
        {
            var rest = _rests[(int)channel] ??= new();
            while (!bytes.IsEmpty)
            {
                var end = bytes.IndexOf((byte)'\n');
                if (end >= 0 && rest.IsEmpty)
                {
                    Write(bytes[..end]);
                    bytes = bytes[(end + 1)..];
                    continue;
                }

                var piece = end < 0 ? bytes : bytes[..end];
                var taken = rest.Add(piece);
                bytes = bytes[taken..];
                if (taken < piece.Length)
                {
                    Flush(rest);
                }
                else if (end >= 0)
                {
                    Flush(rest);
                    bytes = bytes[1..];
                }
            }
        }

        public void End()
        {
            foreach (var rest in _rests)
            {
                if (rest is { IsEmpty: false })
                {
                    Flush(rest);
                }
            }
        }

        private void Flush(LineBuffer rest)
        {
            Write(rest.Bytes);
            rest.Clear();
        }

        private void Write(ReadOnlySpan<byte> line)
        {
            if (line is [.., (byte)'\r'])
            {
                line = line[..^1];
            }

            target.Write(_prefix);
            SafeText.Write(target, line, keepColours);
            target.Write("\n"u8);
        }
    }
}
