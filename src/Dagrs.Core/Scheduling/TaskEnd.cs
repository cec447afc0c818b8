using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>How a task ended: the outcome of its last attempt, and the number of attempts.</summary>
internal readonly record struct TaskEnd(Outcome Outcome, int Attempts)
{
    /// <summary>Its results by name; null: it declares none, or has none.</summary>
    public IReadOnlyDictionary<string, string>? Results { get; init; }
}
