namespace Dagrs.Core.State.Watching;

/// <summary>
/// Decides when to scan the watched files, and reports changes once they have settled. Events only trigger an early scan; a slow periodic sweep finds
/// changes without events. It scans and reports on its own thread, because a file system may be slow. It does not know what is done about changes.
/// </summary>
internal sealed class ChangeWatch : IDisposable
{
    /// <summary>The shortest time between sweeps.</summary>
    public static readonly TimeSpan Sweep = TimeSpan.FromSeconds(2);

    private const int Share = 50; // sweeps take at most one part in so many of the time

    private const int MostAgain = 3; // consecutive scans: new folders may appear inside new folders

    private readonly WatchedFiles _files;
    private readonly IFolderEvents _events;
    private readonly TimeProvider _clock;
    private readonly Action<Seen> _tell;
    private readonly Action<string> _warn;
    private readonly Quiet _quiet;
    private Thread? _thread;
    private Seen _before = Seen.Nothing; // the result of the previous scan
    private Seen _told = Seen.Nothing; // reported, but not accepted yet, so that scans still find it
    private Seen? _early; // the result of a scan taken during the quiet time, valid while no further event arrives
    private bool _hasLookedEarly;
    private bool _isSwept; // found by a sweep, without events, so whether changes continue is unknown
    private bool _hasWarned;
    private bool _mustAnswer;
    private bool _isNudged;
    private Seen? _answer; // found on request; reported once changes have settled, even if none remain by then
    private bool _isOver;
    private long _swept;
    private TimeSpan _pause = Sweep;

    /// <param name="files">What is watched.</param>
    /// <param name="events">Signals that something may have changed.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="tell">Receives changes, on the thread of the watch.</param>
    /// <param name="warn">Receives a message, once, when there are changes without events.</param>
    public ChangeWatch(WatchedFiles files, IFolderEvents events, TimeProvider clock, Action<Seen> tell, Action<string> warn)
    {
        (_files, _events, _clock, _tell, _warn) = (files, events, clock, tell, warn);
        _quiet = new(clock);
        _swept = clock.GetTimestamp();
    }

    /// <summary>Starts the thread.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "watch" };
        _thread.Start();
    }

    /// <summary>Scans at once, and reports even if nothing has changed. To be called when all tasks have been asked about.</summary>
    public void Ask()
    {
        Volatile.Write(ref _mustAnswer, true);
        _events.Wake();
    }

    /// <summary>Tasks are being asked about, so there will soon be inputs to watch.</summary>
    public void Nudge()
    {
        Volatile.Write(ref _isNudged, true);
        _events.Wake();
    }

    /// <summary>Does what is due now.</summary>
    /// <param name="isHinted">True when something may have changed since the last step.</param>
    /// <returns>How long to wait for the next step, unless an event arrives.</returns>
    public TimeSpan Step(bool isHinted)
    {
        var isNudged = Interlocked.Exchange(ref _isNudged, false);
        if (isHinted || isNudged)
        {
            _quiet.Changed();
            _early = null;
            _hasLookedEarly |= isNudged; // the set of files to scan is not known yet
        }

        if (Volatile.Read(ref _mustAnswer))
        {
            Answer();
        }
        else if (_quiet.Due is { } due)
        {
            if (due == TimeSpan.Zero)
            {
                Settle();
            }
            else if (isHinted && !_hasLookedEarly && !_isSwept)
            {
                // Use the quiet time for the scan; if no further event arrives, its result stands.
                (_hasLookedEarly, _early) = (true, Look(learns: false));
            }
        }
        else if (_clock.GetElapsedTime(_swept) >= _pause)
        {
            Hold(Look(learns: false), isSwept: true);
        }

        var sweep = _pause - _clock.GetElapsedTime(_swept);
        var next = _quiet.Due ?? sweep;
        return next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }

    /// <summary>Stops. Nothing is reported after this returns, unless a file system blocks the thread.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _isOver, true);
        _events.Wake();
        if (_thread?.Join(Sweep) != false)
        {
            _events.Dispose();
        }
    }

    private void Run()
    {
        var next = Step(isHinted: false);
        while (!Volatile.Read(ref _isOver))
        {
            next = Step(_events.Wait(next, _files.MayMatter));
        }
    }

    private void Answer()
    {
        Volatile.Write(ref _mustAnswer, false);
        (_told, _early) = (Seen.Nothing, null);
        var seen = Look(learns: true);
        _answer = seen.IsNothing ? null : seen;
        if (seen.IsNothing)
        {
            _tell(seen);
        }
        else
        {
            Hold(seen, isSwept: true);
        }
    }

    // According to events, nothing has changed for a while.
    private void Settle()
    {
        var seen = _early ?? Look(learns: false);
        if (_isSwept && !_quiet.IsOverdue && !seen.IsNothing && !seen.IsSameAs(_before))
        {
            Hold(seen, isSwept: true);
            return;
        }

        _quiet.Reset();
        (_before, _isSwept, _early, _hasLookedEarly) = (Seen.Nothing, false, null, false);
        if (_answer is not null || !(seen.IsNothing || seen.IsSameAs(_told)))
        {
            var answer = _answer;
            (_told, _answer) = (seen, null);
            _tell(seen with { IsFromOutside = answer?.IsSameAs(seen) == false });
        }
    }

    private void Hold(Seen seen, bool isSwept)
    {
        if (!seen.IsNothing && !seen.IsSameAs(_told))
        {
            (_before, _isSwept) = (seen, isSwept);
            _quiet.Changed();
        }
    }

    private Seen Look(bool learns)
    {
        var seen = LookOnce(learns);
        var hasNew = _events.Watch(_files.Folders, out var problem);
        for (var again = 0; hasNew && again < MostAgain; again++)
        {
            seen = LookOnce(learns: false); // changes in a folder before it was watched cause no event
            hasNew = _events.Watch(_files.Folders, out var why);
            problem ??= why;
        }

        problem ??= _files.HasLinks ? "some inputs are links, whose targets send no events" : null;
        if (problem is not null && !_hasWarned)
        {
            _hasWarned = true;
            _warn(problem);
        }

        return seen;
    }

    private Seen LookOnce(bool learns)
    {
        var begin = _clock.GetTimestamp();
        var seen = _files.Look(learns);
        _swept = _clock.GetTimestamp();
        var pause = _clock.GetElapsedTime(begin, _swept) * Share;
        _pause = pause > Sweep ? pause : Sweep;
        return seen;
    }
}
