namespace Dagrs.Core.Events;

/// <summary>A reporter that has something to do after a while even if nothing happens.</summary>
internal interface ITimedReporter : IReporter
{
    /// <summary>After how long it wants a <see cref="RunEvent.Pause"/>, read after each one; null: only after the next event.</summary>
    TimeSpan? WakeAfter { get; }
}
