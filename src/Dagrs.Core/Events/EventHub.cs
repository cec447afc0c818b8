using System.Diagnostics;

namespace Dagrs.Core.Events;

/// <summary>
/// Brings every event to every reporter, in one order, on a thread of its own, and says so when there is none for long. Output that
/// waits for a slow reporter is bounded: whoever publishes more waits. It knows no scheduling.
/// </summary>
internal sealed class EventHub
{
    private const long MostBytesWaiting = 2 * 1024 * 1024;
    private const long BytesWorthWaking = 512 * 1024;
    private const int BytesOfEvent = 100; // what an event takes besides: a task may write byte by byte
    private static readonly TimeSpan LongestHaste = TimeSpan.FromSeconds(0.5);

    // What comes right after other news waits so long for more. Many short tasks then cost a few wake-ups and writes, not two a task,
    // and nobody sees the difference.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly List<IReporter> _reporters;
    private readonly List<IWatchesTime> _watchers;
    private readonly TimeProvider? _momentClock; // null: nobody asks when something happened
    private readonly TimeSpan _newsInterval;
    private readonly TaskCompletionSource _delivered = new(); // what comes after it goes on, on the thread that has nothing more to do
    private readonly TaskCompletionSource _hurry;
    private readonly TimeProvider _clock;
    private readonly Action<Action>? _post;
    private List<(RunEvent Happened, long Moment)> _waiting = [];
    private long _bytesWaiting;
    private bool _closed;
    private bool _isHasty;
    private bool _isLingering;
    private long _lastNews; // or when it was said last that there is none

    /// <param name="reporters">Who is told.</param>
    /// <param name="newsInterval">After how long without any event <see cref="RunEvent.NoNews"/> is told; by the machine's clock, as all waiting here.</param>
    /// <param name="clock">Bounds the wait for a reporter in haste; null: the machine's.</param>
    /// <param name="momentClock">Tells when each event happened; null: the machine's.</param>
    /// <param name="post">Has something done on a thread that the caller keeps for it; null: on one of the pool.</param>
    public EventHub(IEnumerable<IReporter> reporters, TimeSpan newsInterval, TimeProvider? clock = null, Action<Action>? post = null, TimeProvider? momentClock = null)
    {
        (_clock, _post) = (clock ?? TimeProvider.System, post);
        _hurry = new(post is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        _reporters = [.. reporters];
        _watchers = [.. _reporters.OfType<IWatchesTime>()];
        _newsInterval = newsInterval > TimeSpan.Zero && newsInterval.TotalMilliseconds < int.MaxValue ? newsInterval : Timeout.InfiniteTimeSpan;
        IsWatched = _reporters.Count > 0;
        _momentClock = _reporters.Exists(reporter => reporter is IWatchesMoments) ? momentClock ?? TimeProvider.System : null;
        TellsProcesses = _reporters.OfType<IWatchesProcesses>().Any(reporter => reporter.WantsProcesses);
    }

    /// <summary>False when nobody listens, so that events need not be made.</summary>
    public bool IsWatched { get; }

    /// <summary>True when somebody wants to hear of processes.</summary>
    public bool TellsProcesses { get; }

    /// <summary>Begins to tell the reporters; what was published before waits for that.</summary>
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
                throw new IOException("there is no thread for what the run tells: no more threads or processes are allowed (EAGAIN)", none);
            }
        }
    }

    /// <summary>Queues an event. Waits only when it is output and too much of it is waiting already.</summary>
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
                while (_bytesWaiting > MostBytesWaiting && !_isHasty && !_closed)
                {
                    Monitor.Wait(_gate);
                }

                // Nobody takes it any more: the run is over, or ends in haste.
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

    /// <summary>From now on nobody waits for a slow reporter: output that it cannot take is lost, and the end comes soon.</summary>
    public void StopWaiting()
    {
        lock (_gate)
        {
            _isHasty = true;
            Monitor.PulseAll(_gate);
        }

        if (_post is null)
        {
            _hurry.TrySetResult();
        }
        else
        {
            _post(() => _hurry.TrySetResult());
        }
    }

    /// <summary>Ends when every event has been delivered, or soon after <see cref="StopWaiting"/>. Nothing may be published afterwards.</summary>
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

        // Never on the caller's thread, which may be a small one of a command: what follows is the code of whoever awaits the run. Where
        // there is a thread to post to, that one awaits it.
        var first = Task.WhenAny(_delivered.Task, _hurry.Task);
        if (await first.ConfigureAwait(_post is null ? ConfigureAwaitOptions.ForceYielding : ConfigureAwaitOptions.None) == _hurry.Task)
        {
            await Task.WhenAny(_delivered.Task, Task.Delay(LongestHaste, _clock)).ConfigureAwait(false);
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

    /// <summary>Waits until something is to be told, nothing will be any more, or time is up. False when time is up.</summary>
    private bool WaitForNews(TimeSpan? wake)
    {
        if (!_closed && !_isHasty && _bytesWaiting <= BytesWorthWaking)
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

    // A wait for nothing at all would go round without end where the clocks disagree.
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
        foreach (var watcher in _watchers)
        {
            if (watcher.WakeAfter is { } wake && (next is null || wake < next))
            {
                next = wake;
            }
        }

        return next;
    }

    // 0 where nobody asks.
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
                if (!isPause || _reporters[i].HearsPauses)
                {
                    Tell(_reporters[i], happened, moment);
                }

                i++;
            }
            catch (Exception wrong)
            {
                var failed = _reporters[i];
                (failures ??= []).Add(new RunEvent.ReporterFailed(failed.GetType().Name, wrong));
                _watchers.RemoveAll(watcher => ReferenceEquals(watcher, failed));
                _reporters.RemoveAt(i);
            }
        }

        (happened as RunEvent.TerminalLent)?.WhenTold();

        // Only when all have heard of the event itself: one that throws here must not take it from another.
        failures?.ForEach(failure => Report((failure, moment)));
    }

    private static void Tell(IReporter reporter, RunEvent happened, long moment)
    {
        if (reporter is IWatchesMoments watcher)
        {
            watcher.Report(happened, moment);
        }
        else
        {
            reporter.Report(happened);
        }
    }
}
