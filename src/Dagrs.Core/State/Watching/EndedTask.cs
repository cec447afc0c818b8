using Dagrs.Core.Model;

namespace Dagrs.Core.State.Watching;

/// <summary>What became of a task when it ran last in a watch. Immutable.</summary>
/// <param name="Definition">A hash of what it was.</param>
internal sealed record EndedTask(string Definition)
{
    /// <summary>How it failed; null: it did not.</summary>
    public Outcome? Failure { get; init; }

    /// <summary>The key by which it was judged; null: it has none.</summary>
    public string? Key { get; init; }

    /// <summary>What it wrote, where another task could see it.</summary>
    public CapturedOutput? Output { get; init; }

    /// <summary>What it gave by name; null: nothing.</summary>
    public IReadOnlyDictionary<string, string>? Results { get; init; }

    /// <summary>What besides values it handed over.</summary>
    public string Handed { get; init; } = "";
}
