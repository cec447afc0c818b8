namespace Dagrs.Cli.Import.Make;

/// <summary>A target with all that the rules of the file say of it.</summary>
/// <param name="name">Its name.</param>
internal sealed class MakeTarget(string name)
{
    public string Name { get; } = name;

    public string? Desc { get; set; }

    /// <summary>What <c>%</c> stands for where it comes of a pattern.</summary>
    public string Stem { get; set; } = "";

    public List<string> Prerequisites { get; } = [];

    /// <summary>Those behind <c>|</c>.</summary>
    public List<string> OrderOnly { get; } = [];

    /// <summary>The lines of its recipe; null: no rule gives it one.</summary>
    public List<string>? Recipe { get; set; }

    /// <summary>Another target whose recipe makes this one too; null: none.</summary>
    public string? MadeBy { get; set; }

    /// <summary>Targets that its recipe makes besides.</summary>
    public List<string> AlsoMakes { get; } = [];

    public List<string> Todos { get; } = [];
}
