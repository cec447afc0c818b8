using System.Diagnostics;

namespace Dagrs.Core.Events;

/// <summary>
/// Delivers every event to every reporter, in one order, on its own thread, and reports when there is none for long. Output waiting for a slow
/// reporter is bounded: a publisher that exceeds the bound blocks (back-pressure). It knows no scheduling.
/// </summary>
internal sealed class EventHub
{
    private const long MostBytesWaiting = 2 * 1024 * 1024;
    private const long BytesWorthWaking = 512 * 1024;
    private const int BytesOfEvent = 100; // the overhead of an event: a task may write byte by byte
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(0.5);

    // After an event, delivery waits this long to coalesce further ones. Many short tasks then cost a few wake-ups and writes, not two for each
    // task, and nobody sees the difference.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly List<IReporter> _reporters;
    private readonly List<ITimedReporter> _timed;
    private readonly TimeProvider? _momentClock; // null: no reporter needs the times of events
    private readonly TimeSpan _newsInterval;
    private readonly TaskCompletionSource _delivered = new(); // its continuations run synchronously on the delivery thread, which has nothing more to do
    private readonly TaskCompletionSource _abort;
    private readonly TimeProvider _clock;
    private readonly Action<Action>? _post;
    private List<(RunEvent Happened, long Moment)> _waiting = [];
    private long _bytesWaiting;
    private bool _closed;
    private bool _isAborting;
    private bool _isLingering;
    private long _lastNews; // or of the last NoNews

    /// <param name="reporters">The reporters.</param>
    /// <param name="newsInterval">After how long without any event <see cref="RunEvent.NoNews"/> is reported; by the machine's clock, like all waits
    /// here.</param>
    /// <param name="clock">Limits the wait for reporters after <see cref="Abort"/>; null: the machine's.</param>
    /// <param name="momentClock">Gives the time of each event; null: the machine's.</param>
    /// <param name="post">Runs work on a thread that the caller provides; null: on the thread pool.</param>
    public EventHub(IEnumerable<IReporter> reporters, TimeSpan newsInterval, TimeProvider? clock = null, Action<Action>? post = null, TimeProvider? momentClock = null)
    {
        (_clock, _post) = (clock ?? TimeProvider.System, post);
        _abort = new(post is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        _reporters = [.. reporters];
        _timed = [.. _reporters.OfType<ITimedReporter>()];
        _newsInterval = newsInterval > TimeSpan.Zero && newsInterval.TotalMilliseconds < int.MaxValue ? newsInterval : Timeout.InfiniteTimeSpan;
        IsWatched = _reporters.Count > 0;
        _momentClock = _reporters.Exists(reporter => reporter is ITimestampedReporter) ? momentClock ?? TimeProvider.System : null;
        TellsProcesses = _reporters.OfType<IProcessReporter>().Any(reporter => reporter.WantsProcesses);
    }

    /// <summary>False when there are no reporters, so that events need not be created.</summary>
    public bool IsWatched { get; }

    /// <summary>True when a reporter wants the events of processes.</summary>
    public bool TellsProcesses { get; }

    /// <summary>Starts delivery; events published earlier wait for it.</summary>
    public void Start()
    {
        if (IsWatched)
        {
            try
            {
                new Thread(Deliver) { IsBackground = true, Name = "dagrs reporters" }.Start();
            }
            catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
            {
                throw new IOException("cannot start the thread for reporters: no more threads or processes are allowed (EAGAIN)", none);
            }
        }
    }

    /// <summary>Queues an event. Blocks only for output, and only when too much of it is queued already.</summary>
    public void Publish(RunEvent happened)
    {
        if (!IsWatched)
        {
            return;
        }

        lock (_gate)
        {
            if (happened is RunEvent.TaskOutput output)
            {
                while (_bytesWaiting > MostBytesWaiting && !_isAborting && !_closed)
                {
                    Monitor.Wait(_gate);
                }

                // Nobody takes it any more: the run is over, or was told to stop waiting.
                if (_closed || _bytesWaiting > MostBytesWaiting)
                {
                    return;
                }

                _bytesWaiting += output.Bytes.Length + BytesOfEvent;
            }

            _waiting.Add((happened, Now));
            if (_isLingering ? _bytesWaiting > BytesWorthWaking : _waiting.Count == 1)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>From now on nobody waits for a slow reporter: output that it cannot take is lost, and delivery ends soon.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _isAborting = true;
            Monitor.PulseAll(_gate);
        }

        if (_post is null)
        {
            _abort.TrySetResult();
        }
        else
        {
            _post(() => _abort.TrySetResult());
        }
    }

    /// <summary>Completes when every event has been delivered, or soon after <see cref="Abort"/>. Nothing may be published afterwards.</summary>
    public async Task CloseAsync()
    {
        if (!IsWatched)
        {
            return;
        }

        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }

        // Never on the caller's thread, which may be a small one of a command: the continuation is the code of whoever awaits the run. If there is
        // a thread to post to, that one awaits it.
        var first = Task.WhenAny(_delivered.Task, _abort.Task);
        if (await first.ConfigureAwait(_post is null ? ConfigureAwaitOptions.ForceYielding : ConfigureAwaitOptions.None) == _abort.Task)
        {
            await Task.WhenAny(_delivered.Task, Task.Delay(AbortTimeout, _clock)).ConfigureAwait(false);
        }
    }

    private void Deliver()
    {
        var batch = new List<(RunEvent Happened, long Moment)>();
        TimeSpan? wake = null;
        _lastNews = Stopwatch.GetTimestamp();
        while (true)
        {
            lock (_gate)
            {
                if (!WaitForNews(wake))
                {
                    AddNoNews(batch);
                }
                else if (_waiting.Count == 0)
                {
                    break;
                }
                else
                {
                    (batch, _waiting) = (_waiting, batch);
                    if (_bytesWaiting > 0)
                    {
                        _bytesWaiting = 0;
                        Monitor.PulseAll(_gate);
                    }
                }
            }

            batch.ForEach(Report);
            batch.Clear();
            Report((RunEvent.Pause.Instance, Now));
            wake = NextWake();
        }

        _delivered.SetResult();
    }

    /// <summary>Waits until there is an event, there will be no more, or time is up. False when time is up.</summary>
    private bool WaitForNews(TimeSpan? wake)
    {
        if (!_closed && !_isAborting && _bytesWaiting <= BytesWorthWaking)
        {
            _isLingering = true;
            Monitor.Wait(_gate, Linger);
            _isLingering = false;
        }

        while (_waiting.Count == 0 && !_closed)
        {
            if (!Monitor.Wait(_gate, Shortest(wake)) && _waiting.Count == 0 && !_closed)
            {
                return false;
            }
        }

        _lastNews = Stopwatch.GetTimestamp();
        return true;
    }

    private TimeSpan Shortest(TimeSpan? wake)
    {
        if (_newsInterval == Timeout.InfiniteTimeSpan)
        {
            return wake is { } alone ? NotBelowZero(alone) : _newsInterval;
        }

        var news = _newsInterval - Stopwatch.GetElapsedTime(_lastNews);
        return NotBelowZero(wake is { } sooner && sooner < news ? sooner : news);
    }

    // A zero wait would become a busy loop where the clocks disagree.
    private static TimeSpan NotBelowZero(TimeSpan time) => time > ShortestWait ? time : ShortestWait;

    private void AddNoNews(List<(RunEvent Happened, long Moment)> batch)
    {
        if (_newsInterval != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(_lastNews) >= _newsInterval)
        {
            batch.Add((new RunEvent.NoNews(_newsInterval), Now));
            _lastNews = Stopwatch.GetTimestamp();
        }
    }

    private TimeSpan? NextWake()
    {
        TimeSpan? next = null;
        foreach (var timed in _timed)
        {
            if (timed.WakeAfter is { } wake && (next is null || wake < next))
            {
                next = wake;
            }
        }

        return next;
    }

    // 0 when no reporter needs it.
    private long Now => _momentClock?.GetTimestamp() ?? 0;

    private void Report((RunEvent Happened, long Moment) news)
    {
        var (happened, moment) = news;
        List<RunEvent>? failures = null;
        var isPause = happened is RunEvent.Pause or RunEvent.NoNews;
        for (var i = 0; i < _reporters.Count;)
        {
            try
            {
                if (!isPause || _reporters[i].WantsPauses)
                {
                    Tell(_reporters[i], happened, moment);
                }

                i++;
            }
            catch (Exception wrong)
            {
                var failed = _reporters[i];
                (failures ??= []).Add(new RunEvent.ReporterFailed(failed.GetType().Name, wrong));
                _timed.RemoveAll(timed => ReferenceEquals(timed, failed));
                _reporters.RemoveAt(i);
            }
        }

        (happened as RunEvent.TerminalLent)?.WhenTold();

        // Only after all have got the event itself: another failure in here must not take it from the rest.
        failures?.ForEach(failure => Report((failure, moment)));
    }

    private static void Tell(IReporter reporter, RunEvent happened, long moment)
    {
        if (reporter is ITimestampedReporter stamped)
        {
            stamped.Report(happened, moment);
        }
        else
        {
            reporter.Report(happened);
        }
    }
}
