namespace Dagrs.Cli.Import.Make;

/// <summary>A target with everything that the rules of the file say about it.</summary>
/// <param name="name">Its name.</param>
internal sealed class MakeTarget(string name)
{
    public string Name { get; } = name;

    public string? Desc { get; set; }

    /// <summary>The stem, where it comes from a pattern rule.</summary>
    public string Stem { get; set; } = "";

    public List<string> Prerequisites { get; } = [];

    /// <summary>The order-only prerequisites, after <c>|</c>.</summary>
    public List<string> OrderOnly { get; } = [];

    /// <summary>The lines of its recipe; null: no rule gives it one.</summary>
    public List<string>? Recipe { get; set; }

    /// <summary>Another target whose recipe makes this one too; null: none.</summary>
    public string? MadeBy { get; set; }

    /// <summary>Other targets that its recipe makes.</summary>
    public List<string> AlsoMakes { get; } = [];

    public List<string> Todos { get; } = [];
}
