namespace Dagrs.Cli.Import;

/// <summary>A value that can be set from outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">The default, which may contain expressions; null: it is required.</param>
internal sealed record ImportedParameter(string Name, string? Default)
{
    /// <summary>True when an environment variable may set it.</summary>
    public bool IsOfEnvironment { get; init; }

    /// <summary>The allowed values; empty: any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What could not be imported; null: nothing.</summary>
    public string? Todo { get; init; }
}
