namespace Dagrs.Core.State.Runs;

/// <summary>What a task handed over in a stored run.</summary>
/// <param name="Output">Its complete standard output; null: it was not kept, since no other task could see it.</param>
/// <param name="Results">Its results by name.</param>
internal sealed record StoredValue(byte[]? Output, IReadOnlyDictionary<string, string> Results)
{
    /// <summary>The text of <see cref="UpToDate.Handovers"/> of a task that was itself kept; null: it ran in that run.</summary>
    public string? Handed { get; init; }

    /// <summary>Nothing.</summary>
    public static StoredValue Nothing { get; } = new(null, new Dictionary<string, string>());
}
