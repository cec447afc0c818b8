using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>
/// Turns the events of a run into data: numbers and timestamps them, masks secrets in what dagrs itself says, and cuts output between characters. It
/// does not know what becomes of them. Not thread-safe.
/// </summary>
/// <param name="recordings">The receivers of the events.</param>
internal sealed class EventRecorder(params IReadOnlyList<IRecording> recordings) : ITimestampedReporter, IProcessReporter
{
    /// <summary>The most output in one event.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly Dictionary<(int Task, OutputChannel Channel), byte[]> _begun = []; // the starts of characters whose rest is still to come
    private readonly Dictionary<int, TimeSpan> _attemptStarts = []; // of tasks that are retried
    private RunConditions _conditions = new(TimeProvider.System, 0, default);
    private TimeSpan[] _starts = [];
    private int[] _places = []; // by the index of a task its position in file order
    private bool[] _isRead = []; // tasks whose standard output another task can see, so that the two streams are kept apart
    private Dag? _dag;
    private SecretValues? _secrets;
    private string _run = "";
    private long _number;
    private bool _isOver;
    private TimeSpan _at; // of the event that is being recorded

    /// <summary>The start of the run; null: it has not started, or this has not been told. May be read on any thread.</summary>
    public RunEvent.RunStarted? Started { get; private set; }

    /// <summary>The folder in which dagrs was started; null: unknown.</summary>
    public string? Folder { get; init; }

    /// <summary>How long this process has been suspended so far, which the clock of the run leaves out.</summary>
    public Func<TimeSpan> Suspended { get; init; } = () => TimeSpan.Zero;

    /// <summary>The exit code of dagrs.</summary>
    public Func<RunReport, int> ExitCodeOf { get; init; } = RunExit.CodeOf;

    /// <inheritdoc/>
    public bool WantsProcesses { get; init; }

    /// <inheritdoc/>
    public bool WantsPauses => true;

    /// <inheritdoc/>
    public void Report(RunEvent happened) => Report(happened, _conditions.Clock.GetTimestamp());

    /// <inheritdoc/>
    public void Report(RunEvent happened, long moment)
    {
        _at = _dag is null ? TimeSpan.Zero : _conditions.Clock.GetElapsedTime(_conditions.Begin, moment);
        switch (happened)
        {
            case RunEvent.RunStarted started:
                Begin(started);
                break;
            case RunEvent.TaskStarted(var node) started:
                _starts[Place(node)] = started.Start;
                Tell(new RecordedEvent.TaskStarted(++_number, Time, _run, Place(node), started.Start, started.WaitedFor));
                break;
            case RunEvent.ProcessStarted(var node, var attempt, var pid):
                Tell(new RecordedEvent.ProcessStarted(++_number, Time, _run, Place(node), attempt, pid));
                break;
            case RunEvent.TerminalLent(var node):
                Tell(new RecordedEvent.TerminalLent(++_number, Time, _run, Place(node)));
                break;
            case RunEvent.ServiceReady(var node, var when, _):
                Tell(new RecordedEvent.ServiceReady(++_number, Time, _run, Place(node), when));
                break;
            case RunEvent.ServiceStopping(var node):
                Tell(new RecordedEvent.ServiceStopping(++_number, Time, _run, Place(node)));
                break;
            case RunEvent.TaskOutput(var node, var channel, var bytes) when !_isOver: // abandoned code may still write
                Write(Place(node), channel, bytes);
                break;
            case RunEvent.TaskJudged(var node, var isUpToDate, var why, var differences):
                Tell(new RecordedEvent.TaskJudged(++_number, Time, _run, Place(node), isUpToDate, Mask(why), [.. differences.Select(Mask)]));
                break;
            case RunEvent.TaskWarned(var node, var message):
                Tell(new RecordedEvent.TaskWarned(++_number, Time, _run, Place(node), Mask(message)));
                break;
            case RunEvent.TaskRetrying retrying:
                Retry(retrying, Place(retrying.Task));
                break;
            case RunEvent.TaskFinished(var result):
                Finish(result, Place(result.Task));
                break;
            case RunEvent.RunStopping stopping:
                Stop(stopping);
                break;
            case RunEvent.ReporterFailed(var reporter, var error):
                Tell(new RecordedEvent.ReporterFailed(++_number, Time, _run, reporter, Mask(OneLine.Of(SystemReason.Of(error)))));
                break;
            case RunEvent.LeftoversEnded(var count):
                Tell(new RecordedEvent.LeftoversEnded(++_number, Time, _run, count));
                break;
            case RunEvent.RunFinished(var report):
                _isOver = true;
                Tell(new RecordedEvent.RunFinished(++_number, Time, _run, ExitCodeOf(report), report.Duration, Counts(report)));
                break;
            case RunEvent.Pause:
                foreach (var recording in recordings)
                {
                    recording.Pause();
                }

                break;
        }
    }

    private DateTimeOffset Time => _conditions.Start + _at + Suspended();

    private void Begin(RunEvent.RunStarted started)
    {
        (_dag, _run, _secrets) = (started.Dag, started.Run, started.Dag.Secrets ?? SecretValues.OfProgram);
        _conditions = started.Conditions ?? _conditions;
        Started = started;
        _starts = new TimeSpan[_dag.Tasks.Count];
        _places = new int[_starts.Length];
        for (var place = 0; place < _places.Length; place++)
        {
            _places[_dag.AtPosition(place)] = place;
        }

        MarkThoseRead(_dag);
        Tell(new RecordedEvent.RunStarted(++_number, Time, _run, new BeginOfRun(_dag, _places, Mask).Of(_run, Folder, _conditions)));
    }

    // The library keeps the streams of all tasks apart, since it may be asked for their values; the program does so for few. That must not show in
    // the events.
    private void MarkThoseRead(Dag dag)
    {
        _isRead = new bool[_places.Length];
        for (var task = 0; task < _places.Length; task++)
        {
            _isRead[_places[task]] |= dag.Node(task) is TaskNode<string>;
            if (dag.Node(task).Reads)
            {
                foreach (var predecessor in dag.Predecessors[task])
                {
                    _isRead[_places[predecessor]] = true;
                }
            }
        }
    }

    private void Retry(RunEvent.TaskRetrying retrying, int task)
    {
        EndOutput(task);
        var start = _attemptStarts.GetValueOrDefault(task, _starts[task]);
        var end = RecordedEnd.Of(Mask(retrying.Outcome.Words), retrying.Outcome, null);
        Tell(new RecordedEvent.TaskRetrying(++_number, Time, _run, task, retrying.Attempt, end, start, _at - start, retrying.Delay));
        _attemptStarts[task] = _at + retrying.Delay;
    }

    private void Finish(TaskResult result, int task)
    {
        if (result.State.WasStarted())
        {
            EndOutput(task);
            _attemptStarts.Remove(task);
        }

        int? because = result.Reason?.FailedTask is { } failed ? Place(failed) : null;
        int? successCode = result.Task is { IsCommand: true, Settings.SuccessCodes: null } ? 0 : null;
        Tell(new RecordedEvent.TaskFinished(
            ++_number,
            Time,
            _run,
            task,
            result.State,
            RecordedEnd.Of(Mask(result.Words), result.Outcome, successCode),
            because,
            result.Start,
            result.Duration,
            result.Attempts,
            Masked(result.Results)));
    }

    private void Stop(RunEvent.RunStopping stopping)
    {
        var (cause, task, signal) = stopping.Cause switch
        {
            StopCause.Failure(var failed) => ("failure", (int?)Place(failed), null),
            StopCause.Signal(var name) => ("signal", null, name),
            StopCause.Timeout => ("timeout", null, null),
            StopCause.Fault => ("fault", null, null),
            _ => ("canceled", default(int?), default(string)),
        };
        var cleanUp = new int[stopping.CleanUp.Count];
        for (var i = 0; i < cleanUp.Length; i++)
        {
            cleanUp[i] = Place(stopping.CleanUp[i]);
        }

        Tell(new RecordedEvent.RunStopping(++_number, Time, _run, cause, Mask(stopping.Cause.Words), task, signal, cleanUp));
    }

    // A cut character waits for its rest.
    private void Write(int task, OutputChannel channel, ReadOnlyMemory<byte> bytes)
    {
        if (_begun.Count > 0 && _begun.Remove((task, channel), out var begun))
        {
            byte[] whole = [.. begun, .. bytes.Span];
            bytes = whole;
        }

        while (bytes.Length > MostBytes)
        {
            var length = MostBytes - CutCharacter.LengthAtEnd(bytes.Span[..MostBytes]);
            TellOutput(task, channel, bytes[..length], goesOn: true);
            bytes = bytes[length..];
        }

        var cut = CutCharacter.LengthAtEnd(bytes.Span);
        if (cut > 0)
        {
            _begun[(task, channel)] = bytes[^cut..].ToArray();
            bytes = bytes[..^cut];
        }

        if (!bytes.IsEmpty)
        {
            TellOutput(task, channel, bytes, goesOn: false);
        }
    }

    private void EndOutput(int task)
    {
        for (var channel = OutputChannel.Merged; _begun.Count > 0 && channel <= OutputChannel.Error; channel++)
        {
            if (_begun.Remove((task, channel), out var begun))
            {
                TellOutput(task, channel, begun, goesOn: false);
            }
        }
    }

    private void TellOutput(int task, OutputChannel channel, ReadOnlyMemory<byte> bytes, bool goesOn) =>
        Tell(new RecordedEvent.TaskOutput(++_number, Time, _run, task, _isRead[task] ? channel : OutputChannel.Merged, bytes, goesOn));

    private void Tell(RecordedEvent happened)
    {
        foreach (var recording in recordings)
        {
            recording.Take(happened);
        }
    }

    private int Place(TaskNode task) => _places[_dag!.PlaceOf(task)];

    // Lone surrogates, which C# allows in a name, are replaced here, since they cannot be written and read back.
    private string Mask(string text)
    {
        text = text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
        return _secrets?.Apply(text) ?? text;
    }

    private IReadOnlyDictionary<string, string> Masked(IReadOnlyDictionary<string, string> results)
    {
        if (results.Count == 0)
        {
            return TaskResult.NoResults;
        }

        var masked = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in results.OrderBy(result => result.Key, StringComparer.Ordinal))
        {
            masked.Add(name, Mask(value));
        }

        return masked;
    }

    private static List<KeyValuePair<TaskState, int>> Counts(RunReport report)
    {
        var counts = new List<KeyValuePair<TaskState, int>>();
        foreach (var state in StateWords.Final)
        {
            if (report.Count(state) is > 0 and var count)
            {
                counts.Add(new(state, count));
            }
        }

        return counts;
    }
}
