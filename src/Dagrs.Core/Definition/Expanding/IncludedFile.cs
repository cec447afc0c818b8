namespace Dagrs.Core.Definition.Expanding;

/// <summary>One of the files that are run together: the one that was named, or an included one.</summary>
/// <param name="Scope">The meaning of its names.</param>
internal sealed record IncludedFile(FileScope Scope)
{
    /// <summary>Further prefixes of its ids, from other files that include it under other names.</summary>
    public List<string> Aliases { get; } = [];
}
