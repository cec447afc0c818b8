namespace Dagrs.Core.State.Watching;

/// <summary>Debounces changes: due when nothing has changed for a while, and at the latest some time after the first change. Not thread-safe.</summary>
/// <param name="clock">Where time comes from.</param>
internal sealed class Quiet(TimeProvider clock)
{
    /// <summary>How long nothing may change.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait after the first change.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private long? _first;
    private long _last;

    /// <summary>The time left until it is due; null: nothing has changed.</summary>
    public TimeSpan? Due
    {
        get
        {
            if (_first is not { } first)
            {
                return null;
            }

            var calm = Calm - clock.GetElapsedTime(_last);
            var most = Longest - clock.GetElapsedTime(first);
            var due = calm < most ? calm : most;
            return due > TimeSpan.Zero ? due : TimeSpan.Zero;
        }
    }

    /// <summary>True when the longest wait is over, so that changes may still be going on.</summary>
    public bool IsOverdue => _first is { } first && clock.GetElapsedTime(first) >= Longest;

    /// <summary>Records a change.</summary>
    public void Changed()
    {
        _last = clock.GetTimestamp();
        _first ??= _last;
    }

    /// <summary>Starts again, when all changes have been handled.</summary>
    public void Reset() => _first = null;
}
