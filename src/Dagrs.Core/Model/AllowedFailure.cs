namespace Dagrs.Core.Model;

/// <summary>Which failures of a task do not count as failures of the run.</summary>
/// <param name="Codes">The allowed exit codes, 128 and more for signals; null: every failure is allowed.</param>
public sealed record AllowedFailure(IReadOnlyCollection<int>? Codes)
{
    /// <summary>No failure is allowed.</summary>
    public static AllowedFailure None { get; } = new([]);

    /// <summary>Every failure is allowed, including a timeout.</summary>
    public static AllowedFailure Any { get; } = new((IReadOnlyCollection<int>?)null);

    /// <summary>True when this outcome is allowed. Being stopped never is: it is no failure.</summary>
    public bool Covers(Outcome outcome) => outcome switch
    {
        Outcome.Stopped => false,
        Outcome.EndedEarly(var how) => how is Outcome.Succeeded ? Codes?.Contains(0) != false : Covers(how),
        _ when Codes is null => true,
        Outcome.Exited(var code) => Codes.Contains(code),
        Outcome.Killed killed => Codes.Contains(killed.Code),
        _ => false,
    };
}
