using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting;

/// <summary>Shows what tasks write, in one of the modes. Reports whole lines to its target as soon as the mode allows. Not thread-safe.</summary>
internal sealed class OutputView : IReporter
{
    private readonly HalfLines _halves;
    private readonly IOutputView _view;

    /// <param name="mode">How.</param>
    /// <param name="style">Where to, and how lines look.</param>
    /// <param name="clock">Where time comes from, when a line without its end is to be shown after a silence; null: it waits for its end.</param>
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

    /// <summary>After how long it wants to hear a <see cref="RunEvent.Pause"/>; null: when something has happened.</summary>
    internal TimeSpan? WakeAfter => _halves.Due;

    /// <summary>The bytes that were to be shown and were not: they had to wait, and the temporary folder had no room for them.</summary>
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
