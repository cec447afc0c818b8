using System.Buffers;
using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>What tasks write, as one of the modes shows it. Written down like a play: who starts, writes, tries again, ends.</summary>
internal sealed class Show
{
    private readonly ArrayBufferWriter<byte> _shown = new();
    private readonly Dictionary<string, TaskNode> _tasks = [];
    private readonly OutputView _view;

    public Show(OutputMode mode, CiSystem? ci = null, bool keepColours = false, TimeProvider? clock = null) =>
        _view = new(mode, new LineStyle(_shown, keepColours, ci ?? CiSystem.None), clock);

    public TimeSpan? WakeAfter => _view.WakeAfter;

    public ReadOnlySpan<byte> Bytes => _shown.WrittenSpan;

    public string Text => Encoding.UTF8.GetString(_shown.WrittenSpan);

    /// <summary>What one task shows in one mode, all of it in one piece.</summary>
    public static string Of(string output, OutputMode mode = OutputMode.Prefix, CiSystem? ci = null, bool keepColours = false) =>
        new Show(mode, ci, keepColours).Start("a").Writes("a", output).Ends("a").Text;

    public Show Start(params string[] tasks)
    {
        foreach (var task in tasks)
        {
            _tasks[task] = new DagBuilder().Add(new TaskSpec(task, task, new Work.Execute(new Command.Shell("true"))));
            _view.Report(new RunEvent.TaskStarted(_tasks[task]));
        }

        return this;
    }

    public Show Writes(string task, string text, OutputChannel channel = OutputChannel.Merged) => Writes(task, Encoding.UTF8.GetBytes(text), channel);

    public Show Writes(string task, byte[] bytes, OutputChannel channel = OutputChannel.Merged)
    {
        _view.Report(new RunEvent.TaskOutput(_tasks[task], channel, bytes));
        return this;
    }

    public Show Pauses()
    {
        _view.Report(RunEvent.Pause.Instance);
        return this;
    }

    public Show TriesAgain(string task)
    {
        _view.Report(new RunEvent.TaskRetrying(_tasks[task], 1, new Outcome.Exited(1), TimeSpan.Zero));
        return this;
    }

    public Show Ends(string task, TaskState state = TaskState.Failed)
    {
        _view.Report(new RunEvent.TaskFinished(new TaskResult(_tasks[task], state) { Duration = TimeSpan.FromMilliseconds(7) }));
        return this;
    }
}
