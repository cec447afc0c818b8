using Dagrs.Core.Events;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>Records one run for a program that uses the library: events to a stream as they happen, reports at the end.</summary>
internal sealed class RunRecording : ITimestampedReporter, IProcessReporter, IDisposable
{
    private readonly IReadOnlyList<(ReportKind Kind, string Path)> _reports;
    private readonly LineBuffer? _lines;
    private readonly EventStream? _stream;
    private readonly RunFold? _fold;
    private readonly EventRecorder _recorder;

    /// <param name="events">Where events are written; null: nowhere.</param>
    /// <param name="reports">The files of the reports, by the word of their kind.</param>
    /// <param name="parameter">The caller's parameter name, for exceptions.</param>
    /// <exception cref="ArgumentException">There is no report of such a kind.</exception>
    public RunRecording(Stream? events, IReadOnlyDictionary<string, string> reports, string parameter)
    {
        _reports = [.. reports.Select(report => (KindOf(report.Key, parameter), Path.GetFullPath(report.Value)))];
        _lines = events is null ? null : new LineBuffer(events);
        _stream = _lines is null ? null : new EventStream(_lines, _lines.Flush);
        _fold = _reports.Count == 0 ? null : new RunFold(_reports.Any(report => report.Kind.ShowsOutput) ? OutputBudget.OfReports : 0);
        IRecording?[] recordings = [_fold, _stream];
        _recorder = new EventRecorder([.. recordings.OfType<IRecording>()]) { Folder = Environment.CurrentDirectory, WantsProcesses = WantsProcesses };
    }

    /// <inheritdoc/>
    public bool WantsProcesses => _stream is not null;

    /// <inheritdoc/>
    public bool WantsPauses => true;

    /// <inheritdoc/>
    public void Report(RunEvent happened) => _recorder.Report(happened);

    /// <inheritdoc/>
    public void Report(RunEvent happened, long moment)
    {
        _recorder.Report(happened, moment);
        if (happened is RunEvent.RunFinished)
        {
            _lines?.Flush();
        }
    }

    /// <summary>Writes the reports of the finished run.</summary>
    /// <param name="report">The run's own report.</param>
    /// <exception cref="IOException">A report or the events could not be written; the others were.</exception>
    public void Finish(RunReport report)
    {
        Exception? failure = _lines?.Failure is { } wrong ? new IOException($"the events are incomplete: {SystemReason.Of(wrong)}", wrong) : null;
        if (_fold is not null)
        {
            var run = _fold.IsComplete ? _fold.Run() : RunReplay.Of(_recorder.Started ?? new(report.Dag, ""), report, _recorder.Folder, RunExit.CodeOf(report));
            run = MaskedRun.Of(run, report.Dag.Secrets);
            foreach (var (kind, path) in _reports)
            {
                failure = Write(kind, path, run) ?? failure;
            }
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    public void Dispose() => _stream?.Dispose();

    private static IOException? Write(ReportKind kind, string path, RecordedRun run)
    {
        try
        {
            ReportFile.Write(kind, path, run);
            return null;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new IOException($"the report '{path}' was not written: {SystemReason.Of(wrong)}", wrong);
        }
    }

    private static ReportKind KindOf(string word, string parameter)
    {
        if (ReportKind.Find(word) is { } kind)
        {
            return kind;
        }

        var meant = Suggestion.For(word, ReportKind.All.Select(known => known.Word)) is { } near ? $"; did you mean '{near}'?" : "";
        throw Limits.Refuse(parameter, $"a report must be one of {ReportKind.Words}, not '{OneLine.Of(word, 100)}'{meant}");
    }
}
