namespace Dagrs.Core.Definition.Expanding;

/// <summary>A file among those that are run together: the one that was named, or one that others include.</summary>
/// <param name="Scope">What its names mean.</param>
internal sealed record IncludedFile(FileScope Scope)
{
    /// <summary>What its ids begin with by the names that other files have for it besides the first.</summary>
    public List<string> Aliases { get; } = [];
}
