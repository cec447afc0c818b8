using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Reporting.Live;

namespace Dagrs.Console.Terminals;

/// <summary>The size of a terminal, once it has been stable for a moment: what is drawn during a resize may end up anywhere. Thread-safe.</summary>
/// <param name="size">Returns the current size; null when it is unknown.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class SettledSize(Func<ScreenSize?> size, TimeProvider clock)
{
    private const int MostLooks = 50; // at a size that keeps changing
    private const int LookAgain = 10; // ms
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private ScreenSize? _last = size();
    private long? _changed;

    /// <summary>The current size; null while it changes, or when it is unknown.</summary>
    public ScreenSize? Look()
    {
        lock (_gate)
        {
            var now = size();
            if (now != _last)
            {
                (_last, _changed) = (now, clock.GetTimestamp());
            }

            if (_changed is { } changed && clock.GetElapsedTime(changed) >= Patience)
            {
                _changed = null;
            }

            return _changed is null ? _last : null;
        }
    }

    /// <summary>The time until it may be stable; null when it is.</summary>
    public TimeSpan? Due
    {
        get
        {
            lock (_gate)
            {
                return _changed is { } changed ? Patience - clock.GetElapsedTime(changed) : null;
            }
        }
    }

    /// <summary>Waits until it is stable, but not forever.</summary>
    public void Wait()
    {
        for (var looks = 0; looks < MostLooks && Look() is null && Due is not null; looks++)
        {
            _ = Native.Sleep(LookAgain);
        }
    }
}
