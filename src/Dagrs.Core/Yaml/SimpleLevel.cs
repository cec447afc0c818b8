namespace Dagrs.Core.Yaml;

/// <summary>A mapping or a list that has been begun.</summary>
/// <param name="IsMapping">False for a list.</param>
/// <param name="IsFlow">True in braces or brackets.</param>
/// <param name="Indent">Where its keys or dashes stand; in flow, those of the block around it.</param>
internal readonly record struct SimpleLevel(bool IsMapping, bool IsFlow, int Indent)
{
    /// <summary>True for a list whose dashes stand right below the key that it is the value of.</summary>
    public bool IsBesideKeys { get; init; }
}
