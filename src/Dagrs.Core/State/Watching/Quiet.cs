namespace Dagrs.Core.State.Watching;

/// <summary>When to act after changes: when for a while nothing has changed any more, and at the latest some time after the first change. Not thread-safe.</summary>
/// <param name="clock">Where time comes from.</param>
internal sealed class Quiet(TimeProvider clock)
{
    /// <summary>How long nothing may have changed.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(100);

    /// <summary>How long after the first change is waited for that.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private long? _first;
    private long _last;

    /// <summary>After how long it is time to act; null: nothing has changed.</summary>
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

    /// <summary>True when it is time to act though changes may still come.</summary>
    public bool IsOverdue => _first is { } first && clock.GetElapsedTime(first) >= Longest;

    /// <summary>Something has changed just now.</summary>
    public void Changed()
    {
        _last = clock.GetTimestamp();
        _first ??= _last;
    }

    /// <summary>All changes are dealt with.</summary>
    public void Reset() => _first = null;
}
