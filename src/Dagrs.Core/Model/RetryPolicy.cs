namespace Dagrs.Core.Model;

/// <summary>Whether and when a failed command is tried again. Immutable.</summary>
/// <param name="Max">The most attempts after the first one; 0 is none.</param>
public sealed record RetryPolicy(int Max)
{
    /// <summary>One attempt, no more.</summary>
    public static RetryPolicy None { get; } = new(0);

    /// <summary>The most attempts after the first one.</summary>
    public int Max
    {
        get;
        init => field = Limits.AtLeast(0, value, nameof(Max));
    } = Limits.AtLeast(0, Max, nameof(Max));

    /// <summary>The wait before the first retry.</summary>
    public TimeSpan Delay
    {
        get;
        init => field = Limits.NotNegative(value, nameof(Delay));
    }

    /// <summary>What each wait is multiplied by to give the next; at least 1.</summary>
    public double Backoff
    {
        get;
        init => field = Limits.Between(1, double.MaxValue, value, nameof(Backoff));
    } = 1;

    /// <summary>The longest wait; null: no limit.</summary>
    public TimeSpan? MaxDelay
    {
        get;
        init => field = value is { } most ? Limits.NotNegative(most, nameof(MaxDelay)) : null;
    }

    /// <summary>The share of a wait that is left to chance, 0 to 1: with 0.2 a wait of 10 s takes 8 s to 12 s.</summary>
    public double Jitter
    {
        get;
        init => field = Limits.Between(0, 1, value, nameof(Jitter));
    }

    /// <summary>The exit codes that are worth another attempt, 128 and more for signals; null: every failure is.</summary>
    public IReadOnlyCollection<int>? OnExit { get; init; }

    /// <summary>True when a command that ended like this should be tried again, if attempts are left.</summary>
    public bool IsWorthwhileAfter(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded or Outcome.Stopped => false,
        Outcome.EndedEarly(var how) => how is Outcome.Succeeded ? OnExit?.Contains(0) != false : IsWorthwhileAfter(how),
        Outcome.Exited(var code) => OnExit is null || OnExit.Contains(code),
        Outcome.Killed killed => OnExit is null || OnExit.Contains(killed.Code),
        _ => OnExit is null,
    };

    /// <summary>The wait before a retry.</summary>
    /// <param name="retry">Which one, from 1.</param>
    /// <param name="chance">A number from 0 to 1.</param>
    public TimeSpan DelayBefore(int retry, double chance)
    {
        if (Delay <= TimeSpan.Zero)
        {
            return TimeSpan.Zero; // nothing times a growth without end is no number
        }

        var ceiling = (MaxDelay ?? TimeSpan.FromDays(1)).TotalMilliseconds;
        var plain = Math.Min(Delay.TotalMilliseconds * Math.Pow(Backoff, retry - 1), ceiling);
        return TimeSpan.FromMilliseconds(Math.Min(plain * (1 + (Jitter * ((2 * chance) - 1))), ceiling));
    }
}
