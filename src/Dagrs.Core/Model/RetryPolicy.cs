namespace Dagrs.Core.Model;

/// <summary>Whether and when a failed command is retried. Immutable.</summary>
/// <param name="Max">The most retries after the first attempt; 0: none.</param>
public sealed record RetryPolicy(int Max)
{
    /// <summary>No retries.</summary>
    public static RetryPolicy None { get; } = new(0);

    /// <summary>The most retries after the first attempt.</summary>
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

    /// <summary>The factor from each wait to the next; at least 1.</summary>
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

    /// <summary>The random share of a wait, 0 to 1: with 0.2 a wait of 10 s takes 8 s to 12 s.</summary>
    public double Jitter
    {
        get;
        init => field = Limits.Between(0, 1, value, nameof(Jitter));
    }

    /// <summary>The exit codes that are worth a retry, 128 and more for signals; null: every failure is.</summary>
    public IReadOnlyCollection<int>? OnExit { get; init; }

    /// <summary>True when a command with this outcome should be retried, if attempts are left.</summary>
    public bool IsWorthwhileAfter(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded or Outcome.Stopped => false,
        Outcome.EndedEarly(var how) => how is Outcome.Succeeded ? OnExit?.Contains(0) != false : IsWorthwhileAfter(how),
        Outcome.Exited(var code) => OnExit is null || OnExit.Contains(code),
        Outcome.Killed killed => OnExit is null || OnExit.Contains(killed.Code),
        _ => OnExit is null,
    };

    /// <summary>The wait before a retry.</summary>
    /// <param name="retry">The number of the retry, from 1.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    public TimeSpan DelayBefore(int retry, double chance)
    {
        if (Delay <= TimeSpan.Zero)
        {
            return TimeSpan.Zero; // zero times infinity is not a number
        }

        var ceiling = (MaxDelay ?? TimeSpan.FromDays(1)).TotalMilliseconds;
        var plain = Math.Min(Delay.TotalMilliseconds * Math.Pow(Backoff, retry - 1), ceiling);
        return TimeSpan.FromMilliseconds(Math.Min(plain * (1 + (Jitter * ((2 * chance) - 1))), ceiling));
    }
}
