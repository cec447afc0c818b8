namespace Dagrs.Core.State.Runs;

/// <summary>What a task handed over in a run that is remembered.</summary>
/// <param name="Output">Its standard output, whole; null: it was not kept, since no other task could see it.</param>
/// <param name="Results">What it gave by name.</param>
internal sealed record StoredValue(byte[]? Output, IReadOnlyDictionary<string, string> Results)
{
    /// <summary>What besides values it handed over, as a memory knows it, of a task that was kept itself; null: it ran in that run.</summary>
    public string? Handed { get; init; }

    /// <summary>Nothing.</summary>
    public static StoredValue Nothing { get; } = new(null, new Dictionary<string, string>());
}
