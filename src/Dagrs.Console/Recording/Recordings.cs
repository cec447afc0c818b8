using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;
using Dagrs.Core.State.Resuming;
using Dagrs.Core.State.Runs;

namespace Dagrs.Console.Recording;

/// <summary>The recording of a run: the event stream and the reports that were requested. It requests none itself.</summary>
internal sealed class Recordings : IDisposable
{
    private readonly EventFile? _events;
    private readonly EventStream? _stream;
    private readonly IReadOnlyList<WantedReport> _reports;
    private readonly RunFold? _fold;
    private readonly string? _folder = FolderHere();
    private readonly bool _tellsTiming;
    private EventRecorder? _recorder;
    private Journal? _journal;
    private PruningDuringRun? _pruning;

    private Recordings(EventFile? events, IReadOnlyList<WantedReport> reports, bool tellsTiming)
    {
        (_events, _reports, _tellsTiming) = (events, reports, tellsTiming);
        _stream = events is null ? null : new EventStream(events, events.Flush);
        _fold = reports.Count == 0 && !tellsTiming ? null : new RunFold(reports.Any(report => report.Kind.ShowsOutput) ? OutputBudget.OfReports : 0);
    }

    /// <summary>The journal of the run; null: none is kept, or there is no run yet.</summary>
    public Journal? Journal => _journal;

    /// <summary>True when the event stream goes to standard output, so that people must read something else.</summary>
    public bool TakesStandardOutput => _events?.Standard == DescriptorStream.StandardOutput;

    /// <summary>Opens what has to be open during the run.</summary>
    /// <param name="events">The target of events; null: none.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="tellsTiming">True to report at the end where the time went.</param>
    /// <param name="spared">Files that must not be overwritten.</param>
    /// <exception cref="UsageException">One of them cannot be written.</exception>
    public static Recordings Open(string? events, IReadOnlyList<WantedReport> reports, bool tellsTiming, IReadOnlyList<SparedFile> spared)
    {
        var wanted = Placed(reports, spared);
        var file = events is null ? null : EventFile.Open(events, spared);
        if (file is not null)
        {
            Refuse(wanted, [new(file.Identity, "the events")]);
        }

        return new(file, wanted, tellsTiming);
    }

    /// <summary>The reports with paths resolved against the user's working directory.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="spared">Files that must not be overwritten.</param>
    /// <exception cref="UsageException">One of them would overwrite something.</exception>
    public static IReadOnlyList<WantedReport> Placed(IReadOnlyList<WantedReport> reports, IReadOnlyList<SparedFile> spared)
    {
        IReadOnlyList<WantedReport> placed = reports.Count == 0 ? reports : [.. reports.Select(report => report with { FullPath = WorkingFolder.FullPath(report.Path) })];
        Refuse(placed, spared);
        return placed;
    }

    /// <summary>Writes reports.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reports">The reports, with full paths.</param>
    /// <param name="lost">Receives the errors.</param>
    /// <returns>The reports that were written.</returns>
    public static List<WantedReport> Write(RecordedRun run, IReadOnlyList<WantedReport> reports, LostOutput lost)
    {
        var written = new List<WantedReport>();
        foreach (var report in reports)
        {
            try
            {
                Write(report, run);
                written.Add(report);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                lost.Add($"the report '{OneLine.Of(report.Path)}' was not written", SystemReason.Of(wrong));
            }
        }

        return written;
    }

    /// <summary>Makes the reporter that records the run; null: nothing is recorded.</summary>
    /// <param name="suspended">For how long this process has been suspended so far.</param>
    /// <param name="exitCodeOf">The exit code that dagrs will have.</param>
    /// <param name="remembered">The folder and the request of the stored run; null: it is not stored.</param>
    /// <param name="dag">What is run.</param>
    public IReporter? CreateReporter(Func<TimeSpan> suspended, Func<RunReport, int> exitCodeOf, (OwnRun Run, RunRequest Request)? remembered, Dag dag)
    {
        if (remembered is var (run, request))
        {
            _journal = new Journal(run) { Secrets = dag.Secrets, Request = request, Definitions = () => new TaskDefinitions(dag).All() };
            _pruning = new PruningDuringRun(run);
        }

        IRecording?[] recordings = [_fold, _stream, _journal, _pruning];
        return Array.TrueForAll(recordings, recording => recording is null)
            ? null
            : _recorder = new EventRecorder([.. recordings.OfType<IRecording>()]) { Folder = _folder, Suspended = suspended, ExitCodeOf = exitCodeOf, WantsProcesses = _stream is not null };
    }

    /// <summary>Writes the reports of a run that has ended.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="report">The run's own report.</param>
    /// <param name="lost">Receives the errors.</param>
    /// <param name="isQuiet">True to leave out where the reports are.</param>
    /// <returns>The text for people at the end; empty when the recorder could not be waited for, since then nobody may wait for people either.</returns>
    public string Finish(string id, RunReport report, bool isQuiet, LostOutput lost)
    {
        Forget();
        lost.Add($"the events in '{OneLine.Of(_events?.Path ?? "")}' are incomplete", _events?.Problem);
        if (_fold is null)
        {
            return "";
        }

        if (!_fold.IsComplete)
        {
            Write(RunReplay.Of(_recorder?.Started ?? new(report.Dag, id), report, _folder, RunExit.CodeOf(report)), lost);
            return "";
        }

        var run = _fold.Run();
        var written = Write(run, lost);
        return (_tellsTiming ? TimingText.Of(run) : "") + (isQuiet ? "" : string.Concat(written.Select(one => one.Line)));
    }

    /// <summary>Records a run that does not start, because its file or its command line is wrong.</summary>
    /// <param name="file">The file; null: unknown.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="exitCode">The exit code of dagrs.</param>
    /// <param name="lost">Receives the errors.</param>
    public void TellProblems(string? file, IReadOnlyList<RecordedProblem> problems, int exitCode, LostOutput lost)
    {
        if (_recorder?.Started is not null)
        {
            return; // the run has started, and reports for itself
        }

        var run = new RecordedRun { Id = RandomId.New()[..16], Version = ProductVersion.Text, File = file, Folder = _folder, Start = TimeProvider.System.GetUtcNow() };
        foreach (var happened in ProblemEvents.Of(run, problems, exitCode))
        {
            _stream?.Take(happened);
            _fold?.Take(happened);
        }

        _stream?.Pause();
        lost.Add($"the events in '{OneLine.Of(_events?.Path ?? "")}' are incomplete", _events?.Problem);
        if (_fold is not null)
        {
            Write(_fold.Run(), lost);
        }
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _events?.Dispose();
    }

    // A journal that another thread may still be writing stays open: it is closed when this process ends.
    private void Forget()
    {
        if (_journal is { IsComplete: true })
        {
            _journal.Dispose();
            _pruning?.Finish();
        }
    }

    private List<WantedReport> Write(RecordedRun run, LostOutput lost) => Write(MaskedRun.Of(run, SecretValues.OfProgram), _reports, lost);

    private static void Write(WantedReport report, RecordedRun run)
    {
        if (OpenDescriptor.Named(report.FullPath) is { } descriptor)
        {
            ReportFile.WriteTo(new DescriptorStream(descriptor), report.Kind, report.Path, run);
        }
        else
        {
            ReportFile.Write(report.Kind, report.FullPath, run);
        }
    }

    private static void Refuse(IReadOnlyList<WantedReport> reports, IReadOnlyList<SparedFile> spared)
    {
        for (var i = 0; i < reports.Count; i++)
        {
            var identity = FileIdentity.Of(reports[i].FullPath);
            foreach (var (other, name) in spared)
            {
                if (identity is not null && identity == other)
                {
                    throw new UsageException(ExitCode.BadCommandLine, $"the report '{reports[i].Path}' would overwrite {name}");
                }
            }

            for (var before = 0; before < i; before++)
            {
                if (reports[before].FullPath == reports[i].FullPath && (identity is not null || !File.Exists(reports[i].FullPath)))
                {
                    throw new UsageException(ExitCode.BadCommandLine, $"two reports have the same file '{reports[i].Path}'; give each its own");
                }
            }
        }
    }

    private static string? FolderHere()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return null; // it was removed
        }
    }
}
