namespace Dagrs.Core.State.Records;

/// <summary>The manifest of one success of a task: everything that it depended on, and its outputs. Immutable.</summary>
/// <param name="Key">The key: equal keys mean that the same work gives the same result.</param>
/// <param name="End">When the task ended.</param>
internal sealed record Success(string Key, DateTimeOffset End)
{
    /// <summary>The parts of the key other than files, in the order of the key.</summary>
    public IReadOnlyList<KeyPart> Parts { get; init; } = [];

    /// <summary>Its inputs.</summary>
    public IReadOnlyList<RecordedFile> Inputs { get; init; } = [];

    /// <summary>Its outputs.</summary>
    public IReadOnlyList<RecordedFile> Outputs { get; init; } = [];

    /// <summary>
    /// Names of outputs that existed before and are not its work, so they are never deleted. Null: not determined, so no output is ever deleted.
    /// </summary>
    public IReadOnlyList<string>? Strangers { get; init; }

    /// <summary>Names of the outputs known to be its own work.</summary>
    public IReadOnlyList<string> Own => Strangers is { } strangers ? [.. Outputs.Select(static file => file.Name).Except(strangers, StringComparer.Ordinal)] : [];

    /// <summary>Its standard output; null: it was not kept.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>Its results by name.</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = new Dictionary<string, string>();
}
