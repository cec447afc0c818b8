using System.Text;
using Dagrs.Console.Terminals;
using Dagrs.Core.Graph;

namespace Dagrs.Build;

/// <summary>
/// The console during a run. What a task's code writes there becomes the output of the task, line by line; other code writes as
/// before, without corrupting the live area. Thread-safe.
/// </summary>
internal sealed class TaskConsole : IDisposable
{
    private readonly AsyncLocal<TaskLines?> _task = new();
    private readonly TextWriter _output = System.Console.Out;
    private readonly TextWriter _error = System.Console.Error;

    public TaskConsole()
    {
        System.Console.SetOut(new Writer(this, _output));
        System.Console.SetError(new Writer(this, _error));
    }

    /// <summary>Marks the following code as that of a task, until the result is disposed of.</summary>
    public IDisposable Enter(TaskContext task) => _task.Value = new TaskLines(task, () => _task.Value = null);

    public void Dispose()
    {
        System.Console.SetOut(_output);
        System.Console.SetError(_error);
    }

    private sealed class Writer(TaskConsole console, TextWriter original) : TextWriter
    {
        public override Encoding Encoding => original.Encoding;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void WriteLine(string? value) => Write(value + NewLine);

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (console._task.Value is { } task)
            {
                task.Add(buffer);
                return;
            }

            var text = buffer.ToString();
            if (StandardError.Screen is { } screen)
            {
                screen.Aside(() => original.Write(text));
            }
            else
            {
                original.Write(text);
            }
        }

        public override void Flush() => original.Flush();
    }

    /// <summary>Assembles lines from what one attempt writes.</summary>
    private sealed class TaskLines(TaskContext task, Action leave) : IDisposable
    {
        private readonly StringBuilder _line = new();

        public void Add(ReadOnlySpan<char> text)
        {
            lock (_line)
            {
                for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n'))
                {
                    _line.Append(text[..end]);
                    task.Report(_line.ToString().TrimEnd('\r'));
                    _line.Clear();
                    text = text[(end + 1)..];
                }

                _line.Append(text);
            }
        }

        public void Dispose()
        {
            lock (_line)
            {
                if (_line.Length > 0)
                {
                    task.Report(_line.ToString());
                    _line.Clear();
                }
            }

            leave();
        }
    }
}
