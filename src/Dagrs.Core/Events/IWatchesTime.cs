namespace Dagrs.Core.Events;

/// <summary>A reporter that has something to do after a while though nothing happens.</summary>
internal interface IWatchesTime : IReporter
{
    /// <summary>After how long it wants to hear a <see cref="RunEvent.Pause"/>, asked after each; null: when something has happened.</summary>
    TimeSpan? WakeAfter { get; }
}
