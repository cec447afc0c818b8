using System.CommandLine;
using Dagrs.Cli.Commands;
using Dagrs.Cli.Logging;
using Dagrs.Cli.Options;
using Dagrs.Cli.Running;
using Dagrs.Cli.Telling;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Runs;
using Dagrs.Core.State.UpToDate;
using Dagrs.Core.State.Watching;

namespace Dagrs.Cli.Watching;

/// <summary>
/// A watch: runs, waits for changes, and runs again, until it is asked to end. Each round is a run like any other. It decides what to do about changes,
/// which others detect. Everything happens on the thread of the main loop; reports of the watch are passed on to it.
/// </summary>
internal sealed class WatchedRuns : IRound, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2); // after the start of a round: within it a changed input may be the work of a task

    private readonly RunCommand _command;
    private readonly ParseResult _arguments;
    private readonly TaskFileOptions _file;
    private readonly StateOptions _states;
    private readonly CacheOptions _cache;
    private readonly RecordingOptions _recording;
    private readonly ToldProblems _problems;
    private readonly RunHost _host;
    private readonly WatchedRounds _rounds = new();
    private readonly SelfTriggers _triggers = new();
    private readonly WatchTerms _terms = new();
    private readonly ReadFiles _read = new();
    private WatchPlace _place = null!;
    private WatchedFiles _files = null!;
    private ChangeWatch _watch = null!;
    private HeardChanges _heard = null!;
    private AskedRun _asked = null!;
    private RoundMemory? _memory;
    private Scheduler? _running;
    private TimeSpan? _pause; // before a round that is due
    private long _began;
    private bool _isWrong; // the file is invalid
    private bool _hasStoppedLate; // tasks of a round were stopped so late that they have hardly changed their inputs themselves
    private bool _hasTold; // that it is waiting

    public WatchedRuns(RunCommand command, ParseResult arguments, TaskFileOptions file, StateOptions states, CacheOptions cache, RecordingOptions recording)
    {
        (_command, _arguments, _file, _states, _cache, _recording) = (command, arguments, file, states, cache, recording);
        _problems = new(arguments, file, recording);
        _host = new(file);
    }

    /// <inheritdoc/>
    public bool IsFirst => _rounds.IsFirst;

    /// <inheritdoc/>
    public OwnRun Remembered { get; private set; } = null!;

    /// <summary>Watches until it is asked to end.</summary>
    /// <returns>The exit code of dagrs: that of the last round.</returns>
    /// <exception cref="UsageException">The file cannot be read again.</exception>
    public int Run()
    {
        var path = _file.MeantBy(_arguments);
        WatchTerms.CheckFile(path);
        _read.Note(WorkingFolder.Reach(path));
        _asked = _command.Load(_arguments, () => _read.Traced(_file.Read(_arguments)));
        WatchTerms.CheckTerminal(_asked);
        if (_command.Admit(_arguments, _asked) is { } refused)
        {
            return refused;
        }

        _terms.Accept(_asked);
        using var log = _command.OpenLog(_arguments, _asked);
        using var place = _place = WatchPlace.Of(_states, _arguments);
        _files = new(FileStamps.OfSystem, new FileReader(), RememberedTasks.SparedBy(_asked, _place.State, _cache.Open(_arguments, _asked.Selected.Dag)));
        _files.Watch(_asked.Selected.Dag);
        _files.WatchDefinition(_read.Stamps);
        _heard = new(_host, _files);
        using var watch = _watch = new ChangeWatch(_files, OperatingSystem.IsLinux() ? new InotifyEvents() : new SystemEvents(), TimeProvider.System, seen => _host.Loop.Post(() => Hear(seen)), why => StandardError.Warn(WatchWords.OfSilence(why)));
        watch.Start();
        try
        {
            while (true)
            {
                var exitCode = RunRound(log, out var isOver);
                if (isOver || !Await())
                {
                    return exitCode;
                }
            }
        }
        finally
        {
            _host.Loop.Run(() => Kept.StopAsync(_ => true));
        }
    }

    /// <inheritdoc/>
    public ServicePool Kept { get; } = new(id => new LineOutput(id));

    /// <inheritdoc/>
    public ITaskMemory MemoryOver(ITaskMemory inner, Handovers handed, Journal journal) =>
        _memory = new(_asked.Selected.Dag, inner, handed, _rounds, _files) { Keep = journal.Keep };

    /// <inheritdoc/>
    public void Begin(Scheduler run)
    {
        (_running, _began) = (run, TimeProvider.System.GetTimestamp());
        _watch.Nudge();
    }

    /// <inheritdoc/>
    public void End(RunReport report)
    {
        _running = null;
        _memory?.Close(report);
        _memory = null;
    }

    public void Dispose() => _host.Dispose();

    private int RunRound(LogFile? log, out bool isOver)
    {
        _host.Loop.Run(() => Kept.StopAsync(service => _asked.Selected.Dag.Find(service.Id) is null));
        Remembered = _place.NewRun();
        _hasStoppedLate = false;
        _files.BeginRound();
        var (exitCode, report) = _command.RunOnce(_arguments, _asked, _host, log, this);
        _recording.Close();
        _files.EndRound();
        _hasTold = false;
        isOver = report.Stop is StopCause.Signal or StopCause.Fault or StopCause.Canceled;
        return exitCode;
    }

    // Waits for a reason to start a round; false: the watch is over.
    private bool Await()
    {
        var isOwn = true; // changes found by now were made during the round
        for (var seen = _heard.Wait(_watch.Ask, null); seen is not null; seen = _heard.Wait(null, _pause))
        {
            if (!seen.IsNothing || _heard.HasKept)
            {
                if (Take(seen, isOwn && !seen.IsFromOutside))
                {
                    return true;
                }
            }
            else if (_pause is not null)
            {
                _pause = null;
                return true;
            }

            isOwn = false;
            TellWaiting();
        }

        return false;
    }

    private bool Take(Seen seen, bool isOwn)
    {
        var changes = _heard.Take(seen, out var isDefinitionChanged);
        var isDue = _pause is not null;
        _pause = null;
        _isWrong = _isWrong && !isDefinitionChanged;
        _rounds.Touch(changes);
        if (isDefinitionChanged && !TryReadAgain())
        {
            _isWrong = true;
        }

        if (_isWrong || !(isDue || IsSure(changes, isDefinitionChanged) || WouldRun()))
        {
            _watch.Nudge(); // the files that it was judged by are to be watched
            return false;
        }

        if (!isOwn || isDefinitionChanged || _hasStoppedLate)
        {
            _triggers.Reset();
            return true;
        }

        if (_triggers.Add(changes) is not { } pause)
        {
            StandardError.Warn(WatchWords.OfCircle(_triggers));
            _triggers.Reset();
            return false;
        }

        _pause = pause > TimeSpan.Zero ? pause : null;
        return _pause is null;
    }

    // When nothing was left undone, a task runs if its inputs differ from when it was last asked about.
    private bool IsSure(IReadOnlyList<FileChange> changes, bool isDefinitionChanged) => !isDefinitionChanged && _rounds.IsAllDone && changes.Any(change => change.IsSure);

    // On the main loop, while waiting or during a round.
    private void Hear(Seen seen)
    {
        _heard.Hear(seen);
        if (_running is { } run)
        {
            StopChanged(run, seen.Changes);
        }
    }

    private void StopChanged(Scheduler run, IReadOnlyList<FileChange> changes)
    {
        var stopped = new List<(TaskNode, string)>();
        foreach (var change in changes.DistinctBy(change => change.Task))
        {
            if (_asked.Selected.Dag.Find(change.Task) is { } task)
            {
                stopped.Add((task, change.Words));
            }
        }

        if (stopped.Count > 0)
        {
            _hasStoppedLate |= TimeProvider.System.GetElapsedTime(_began) > Soon;
            run.StopTasks(stopped);
        }
    }

    private bool TryReadAgain()
    {
        try
        {
            _host.Leave();
            _read.Clear();
            _read.Note(WorkingFolder.Reach(_file.Meant!));
            var asked = _command.Load(_arguments, () => _read.Traced(_file.ReadAgain(_arguments)));
            _terms.Check(asked, _command.IsConfirmed(_arguments));
            _asked = asked;
            _files.Watch(asked.Selected.Dag);
            return true;
        }
        catch (Exception wrong) when (_problems.TryTell(wrong) is not null)
        {
            _recording.Close();
            return false;
        }
        finally
        {
            _files.WatchDefinition(_read.Stamps);
        }
    }

    // A dry run: the same rules as the run itself, but nothing runs and nothing is written.
    private bool WouldRun()
    {
        var would = false;
        var dag = _asked.Selected.Dag;
        _host.Enter(dag);
        var tools = _command.ExecutorOf(_arguments, _asked, _host, hasArea: false);
        var tasks = RememberedTasks.ForThought(_asked, _place.NewRun(), _file.Folder, tools, _cache.Open(_arguments, dag));
        Scheduler? scheduler = null;
        using var memory = new RoundMemory(dag, tasks, tasks.Handed, _rounds, _files) { WhenRuns = Stop, IsKept = service => Kept.Has(dag, service) };
        scheduler = new(dag, _command.DescribeRun(_arguments, _host.Loop, new NothingRuns(Stop), [], _asked.Selected.Resources) with { TaskMemory = memory, FailureMode = FailureMode.KeepGoing, Timeout = null });
        _host.Loop.Run(() => scheduler.RunAsync());
        return would;

        void Stop()
        {
            if (!would)
            {
                would = true;
                _host.Loop.Post(() => scheduler!.Stop(new StopCause.Canceled()));
            }
        }
    }

    private void TellWaiting()
    {
        if (_pause is null && !_hasTold)
        {
            _hasTold = true;
            if (!_command.IsQuiet(_arguments))
            {
                StandardError.WriteLine(WatchWords.OfWaiting(_files.Files, _files.Tasks));
            }
        }
    }
}
