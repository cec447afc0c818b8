namespace Dagrs.Core.State.Watching;

/// <summary>
/// Says when to look at the watched files, and tells what has changed once nothing changes any more. Events say "look soon"; a slow sweep finds what no event
/// tells of. It has a thread of its own, on which it looks and tells, since a file system may take its time. It does not know what is done about changes.
/// </summary>
internal sealed class ChangeWatch : IDisposable
{
    /// <summary>How long is waited between sweeps at the least.</summary>
    public static readonly TimeSpan Sweep = TimeSpan.FromSeconds(2);

    private const int Share = 50; // a sweep takes at most one part in so many of the time

    private const int MostAgain = 3; // looks, one after the other: folders may come in folders that have just come

    private readonly WatchedFiles _files;
    private readonly IFolderEvents _events;
    private readonly TimeProvider _clock;
    private readonly Action<Seen> _tell;
    private readonly Action<string> _warn;
    private readonly Quiet _quiet;
    private Thread? _thread;
    private Seen _before = Seen.Nothing; // what the look before has found
    private Seen _told = Seen.Nothing; // until it is accepted it would be found again
    private Seen? _early; // what a look has found that was taken while it was waited, after which no event has come
    private bool _hasLookedEarly;
    private bool _isSwept; // what has changed was found by a sweep, so that nobody knows whether it goes on
    private bool _hasWarned;
    private bool _mustAnswer;
    private bool _isNudged;
    private Seen? _answer; // found when it was asked for; it is told of when nothing changes any more, and then also that nothing has changed
    private bool _isOver;
    private long _swept;
    private TimeSpan _pause = Sweep;

    /// <param name="files">What is watched.</param>
    /// <param name="events">Tells when something may have changed.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="tell">Told of changes, on the thread of the watch.</param>
    /// <param name="warn">Told once, in words, when there are changes of which no event tells.</param>
    public ChangeWatch(WatchedFiles files, IFolderEvents events, TimeProvider clock, Action<Seen> tell, Action<string> warn)
    {
        (_files, _events, _clock, _tell, _warn) = (files, events, clock, tell, warn);
        _quiet = new(clock);
        _swept = clock.GetTimestamp();
    }

    /// <summary>Begins, on a thread of its own.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "watch" };
        _thread.Start();
    }

    /// <summary>Looks at once, and tells also when nothing has changed. All tasks have been asked about.</summary>
    public void Ask()
    {
        Volatile.Write(ref _mustAnswer, true);
        _events.Wake();
    }

    /// <summary>Tasks are being asked about: what they read is soon to be watched.</summary>
    public void Nudge()
    {
        Volatile.Write(ref _isNudged, true);
        _events.Wake();
    }

    /// <summary>Does what is to be done now.</summary>
    /// <param name="isHinted">True when something may have changed since the last step.</param>
    /// <returns>How long to wait for the next step, unless something happens.</returns>
    public TimeSpan Step(bool isHinted)
    {
        var isNudged = Interlocked.Exchange(ref _isNudged, false);
        if (isHinted || isNudged)
        {
            _quiet.Changed();
            _early = null;
            _hasLookedEarly |= isNudged; // what is to be looked at is not known yet
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
                // The time that is waited is enough to look; when nothing more comes that was the look.
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

    /// <summary>No more is told when this returns, unless a file system holds the thread up.</summary>
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

    // Nothing has changed for a while, as far as events tell.
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
            seen = LookOnce(learns: false); // what has come to a folder before it was watched, no event tells
            hasNew = _events.Watch(_files.Folders, out var why);
            problem ??= why;
        }

        problem ??= _files.HasLinks ? "some inputs are links, of whose targets no event tells" : null;
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
