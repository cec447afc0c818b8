using Dagrs.Core.Model;

namespace Dagrs.Core.State.Watching;

/// <summary>The outcome of a task when it last ran in a watch. Immutable.</summary>
/// <param name="Definition">A hash of its definition then.</param>
internal sealed record EndedTask(string Definition)
{
    /// <summary>How it failed; null: it did not.</summary>
    public Outcome? Failure { get; init; }

    /// <summary>The key that it was judged by; null: it has none.</summary>
    public string? Key { get; init; }

    /// <summary>Its standard output, where another task could see it.</summary>
    public CapturedOutput? Output { get; init; }

    /// <summary>Its results by name; null: none.</summary>
    public IReadOnlyDictionary<string, string>? Results { get; init; }

    /// <summary>The text of <see cref="UpToDate.Handovers"/> for what it handed over.</summary>
    public string Handed { get; init; } = "";
}
