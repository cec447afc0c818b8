using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.State.Runs;

/// <summary>A run as its journal tells it.</summary>
/// <param name="Name">What its folder is called.</param>
/// <param name="Run">All that is known of it.</param>
/// <param name="IsAlive">True while it goes on. One that does not and has no exit code was killed.</param>
internal sealed record StoredRun(RunName Name, RecordedRun Run, bool IsAlive)
{
    /// <summary>The run's id.</summary>
    public string Id => Name.Id;

    /// <summary>What it was asked for; null: that is not known.</summary>
    public RunRequest? Request { get; init; }

    /// <summary>A hash of what each task was, in the order of the tasks; empty: that is not known.</summary>
    public IReadOnlyList<string> Definitions { get; init; } = [];

    /// <summary>By the ids of tasks what they handed over to others.</summary>
    public IReadOnlyDictionary<string, StoredValue> Values { get; init; } = new Dictionary<string, StoredValue>();
}
