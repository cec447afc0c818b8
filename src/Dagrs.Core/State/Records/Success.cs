namespace Dagrs.Core.State.Records;

/// <summary>A success of a task with all that it hung on: the manifest. Immutable.</summary>
/// <param name="Key">The key: equal ones mean that the same work gives the same.</param>
/// <param name="End">When the task had ended.</param>
internal sealed record Success(string Key, DateTimeOffset End)
{
    /// <summary>What the key was made of besides files, in the order of the key.</summary>
    public IReadOnlyList<KeyPart> Parts { get; init; } = [];

    /// <summary>The files that it read.</summary>
    public IReadOnlyList<RecordedFile> Inputs { get; init; } = [];

    /// <summary>The files that it wrote.</summary>
    public IReadOnlyList<RecordedFile> Outputs { get; init; } = [];

    /// <summary>Names of outputs that were there before and that it did not make: nobody deletes them. Null: it was not looked, so nobody deletes any.</summary>
    public IReadOnlyList<string>? Strangers { get; init; }

    /// <summary>Names of the outputs that are known to be its own work.</summary>
    public IReadOnlyList<string> Own => Strangers is { } strangers ? [.. Outputs.Select(static file => file.Name).Except(strangers, StringComparer.Ordinal)] : [];

    /// <summary>Its standard output; null: it was not kept.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>What it gave by name.</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = new Dictionary<string, string>();
}
