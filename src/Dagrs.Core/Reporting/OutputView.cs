using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting;

/// <summary>Shows what tasks write, in one of the modes. Reports whole lines to its target as soon as the mode allows. Not thread-safe.</summary>
/// <param name="mode">How.</param>
/// <param name="style">Where to, and how lines look.</param>
public sealed class OutputView(OutputMode mode, LineStyle style) : IReporter
{
    private readonly IOutputView _view = mode switch
    {
        OutputMode.Group => new GroupedOutput(style, onlyFailed: false),
        OutputMode.ErrorsOnly => new GroupedOutput(style, onlyFailed: true),
        OutputMode.KeepOrder => new OrderedOutput(style),
        OutputMode.Raw => new RawOutput(style),
        _ => new PrefixLines(style),
    };

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
        }
    }
}
