namespace Dagrs.Core.Definition.Expanding;

/// <summary>What the caller provides for a run, besides the file.</summary>
internal sealed record RunInput
{
    /// <summary>Nothing, for callers that only look at a file.</summary>
    public static RunInput Nothing { get; } = new();

    /// <summary>The parameters that are set, by name; those of an included file as <c>prefix:name</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>What follows <c>--</c>; null: unknown.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>True when commands must be complete: then env files are read, and a missing value is an error.</summary>
    public bool NeedsValues { get; init; }

    /// <summary>True on a CI system.</summary>
    public bool IsCi { get; init; }
}
