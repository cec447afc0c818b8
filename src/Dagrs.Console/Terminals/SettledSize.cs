using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Reporting.Live;

namespace Dagrs.Console.Terminals;

/// <summary>The size of a terminal, and whether it has been the same for a moment: what is drawn while it changes may stand anywhere afterwards. Thread-safe.</summary>
/// <param name="size">How large it is; null when nobody knows any more.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class SettledSize(Func<ScreenSize?> size, TimeProvider clock)
{
    private const int MostLooks = 50; // at one that changes all the time
    private const int LookAgain = 10; // ms
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private ScreenSize? _last = size();
    private long? _changed;

    /// <summary>Looks how large it is; null while that changes, or when nobody knows.</summary>
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

    /// <summary>After how long it may be settled; null when it is.</summary>
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

    /// <summary>Waits for that, but not for ever.</summary>
    public void Wait()
    {
        for (var looks = 0; looks < MostLooks && Look() is null && Due is not null; looks++)
        {
            _ = Native.Sleep(LookAgain);
        }
    }
}
