using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.State.Runs;

/// <summary>A run as read from its journal.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Run">All that is known of it.</param>
/// <param name="IsAlive">True while it is running. A run that is not alive and has no exit code was killed.</param>
internal sealed record StoredRun(RunName Name, RecordedRun Run, bool IsAlive)
{
    /// <summary>The run's id.</summary>
    public string Id => Name.Id;

    /// <summary>Its request; null: unknown.</summary>
    public RunRequest? Request { get; init; }

    /// <summary>A hash of each task's definition, in the order of the tasks; empty: unknown.</summary>
    public IReadOnlyList<string> Definitions { get; init; } = [];

    /// <summary>What tasks handed over to others, by id.</summary>
    public IReadOnlyDictionary<string, StoredValue> Values { get; init; } = new Dictionary<string, StoredValue>();
}
