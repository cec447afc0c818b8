using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting;

/// <summary>Shows the output of tasks in one of the modes. Writes whole lines to its target as soon as the mode allows. Not thread-safe.</summary>
internal sealed class OutputView : IReporter
{
    private readonly HalfLines _halves;
    private readonly IOutputView _view;

    /// <param name="mode">The mode.</param>
    /// <param name="style">Where lines go and how they look.</param>
    /// <param name="clock">Where time comes from, to show an incomplete line after a silence; null: it waits for its end.</param>
    public OutputView(OutputMode mode, LineStyle style, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(style);
        _halves = new(clock);
        _view = mode switch
        {
            OutputMode.Group => new GroupedOutput(style, onlyFailed: false),
            OutputMode.ErrorsOnly => new GroupedOutput(style, onlyFailed: true),
            OutputMode.KeepOrder => new OrderedOutput(style, _halves),
            OutputMode.Raw => new RawOutput(style),
            _ => new PrefixLines(style, _halves),
        };
    }

    /// <summary>The time until it needs a <see cref="RunEvent.Pause"/>; null: at the next event.</summary>
    internal TimeSpan? WakeAfter => _halves.Due;

    /// <summary>How many bytes were not shown: they had to wait, and the temporary folder had no space for them.</summary>
    public long LostBytes => _view.LostBytes;

    /// <inheritdoc/>
    public void Report(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.TaskStarted(var task):
                _view.Start(task);
                break;
            case RunEvent.TaskOutput output:
                _view.Add(output);
                break;
            case RunEvent.TaskRetrying(var task, _, _, _):
                _view.Retry(task);
                break;
            case RunEvent.TaskFinished(var result):
                _view.End(result);
                break;
            case RunEvent.Pause:
                _halves.Show();
                break;
        }
    }
}
