namespace Dagrs.Core.Definition.Expanding;

/// <summary>What the caller says of a run, besides the file.</summary>
internal sealed record Given
{
    /// <summary>Nothing, for those who only look at a file.</summary>
    public static Given Nothing { get; } = new();

    /// <summary>Parameters that are set, by name; for those of an included file <c>prefix:name</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; init; } = [];

    /// <summary>What follows <c>--</c>; null: not known.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>True when commands are to be known in full: then files of variables are read, and what has no value is an error.</summary>
    public bool NeedsValues { get; init; }

    /// <summary>True on a CI system.</summary>
    public bool IsCi { get; init; }
}
