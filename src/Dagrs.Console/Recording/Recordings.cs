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

/// <summary>What a run is recorded to, and what comes of it at the end: the stream of events and the reports that were asked for. It asks for none itself.</summary>
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

    /// <summary>What is remembered of the run; null: nothing is, or there is no run yet.</summary>
    public Journal? Journal => _journal;

    /// <summary>True when programs read standard output, so that people must read something else.</summary>
    public bool TakesStandardOutput => _events?.Standard == DescriptorStream.StandardOutput;

    /// <summary>Opens what has to be open while the run goes on.</summary>
    /// <param name="events">Where events go; null: nowhere.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="tellsTiming">True when people want to know where the time went.</param>
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

    /// <summary>Reports with the paths that they have from where the user is.</summary>
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
    /// <param name="reports">Which, with full paths.</param>
    /// <param name="lost">Gets what cannot be written.</param>
    /// <returns>Those that are written.</returns>
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
                lost.Add($"the report '{OneLine.Of(report.Path)}' is not written", SystemReason.Of(wrong));
            }
        }

        return written;
    }

    /// <summary>Who is to be told of the run; null: nobody has asked.</summary>
    /// <param name="halted">For how long this process was halted so far.</param>
    /// <param name="exitCodeOf">What dagrs will exit with.</param>
    /// <param name="remembered">Where the run is remembered, and what it was asked for; null: it is not.</param>
    /// <param name="dag">What is run.</param>
    public IReporter? CreateReporter(Func<TimeSpan> halted, Func<RunReport, int> exitCodeOf, (OwnRun Run, RunRequest Request)? remembered, Dag dag)
    {
        if (remembered is var (run, request))
        {
            _journal = new Journal(run) { Secrets = dag.Secrets, Request = request, Definitions = () => new TaskDefinitions(dag).All() };
            _pruning = new PruningDuringRun(run);
        }

        IRecording?[] recordings = [_fold, _stream, _journal, _pruning];
        return Array.TrueForAll(recordings, recording => recording is null)
            ? null
            : _recorder = new EventRecorder([.. recordings.OfType<IRecording>()]) { Folder = _folder, Halted = halted, ExitCodeOf = exitCodeOf, WantsProcesses = _stream is not null };
    }

    /// <summary>Writes the reports of a run that has ended.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="report">What the run says itself.</param>
    /// <param name="lost">Gets what cannot be written.</param>
    /// <param name="isQuiet">True when people are not told where the reports are.</param>
    /// <returns>What people are told of it at the end; nothing where who tells of the run is not waited for, since then nobody must wait for people either.</returns>
    public string Finish(string id, RunReport report, bool isQuiet, LostOutput lost)
    {
        Forget();
        lost.Add($"the events in '{OneLine.Of(_events?.Path ?? "")}' are not whole", _events?.Problem);
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

    /// <summary>Tells of a run that does not begin, since its file or its command line is wrong.</summary>
    /// <param name="file">The file; null: none is known.</param>
    /// <param name="problems">What is wrong.</param>
    /// <param name="exitCode">What dagrs exits with.</param>
    /// <param name="lost">Gets what cannot be written.</param>
    public void TellProblems(string? file, IReadOnlyList<RecordedProblem> problems, int exitCode, LostOutput lost)
    {
        if (_recorder?.Started is not null)
        {
            return; // it has begun, and tells of itself
        }

        var run = new RecordedRun { Id = RandomId.New()[..16], Version = ProductVersion.Text, File = file, Folder = _folder, Start = TimeProvider.System.GetUtcNow() };
        foreach (var happened in ProblemEvents.Of(run, problems, exitCode))
        {
            _stream?.Take(happened);
            _fold?.Take(happened);
        }

        _stream?.Pause();
        lost.Add($"the events in '{OneLine.Of(_events?.Path ?? "")}' are not whole", _events?.Problem);
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

    // A journal that somebody may still be writing stays open: it ends with this process.
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
                    throw new UsageException(ExitCode.BadCommandLine, $"two reports go to '{reports[i].Path}', and the second would overwrite the first");
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
