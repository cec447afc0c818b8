using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>How a task came to its end: the outcome of its last attempt, and how many there were.</summary>
internal readonly record struct TaskEnd(Outcome Outcome, int Attempts)
{
    /// <summary>What it gave by name; null: it declares nothing, or gave nothing.</summary>
    public IReadOnlyDictionary<string, string>? Results { get; init; }
}
