namespace Dagrs.Core.State.Runs;

/// <summary>What a task handed over in a run that is remembered.</summary>
/// <param name="Output">Its standard output, whole; null: it was not kept, since no other task could see it.</param>
/// <param name="Results">What it gave by name.</param>
internal sealed record StoredValue(byte[]? Output, IReadOnlyDictionary<string, string> Results)
{
    /// <summary>Nothing.</summary>
    public static StoredValue Nothing { get; } = new(null, new Dictionary<string, string>());
}
