namespace Dagrs.Cli.Import;

/// <summary>A value that can be set from outside.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">The value that it has otherwise, expressions allowed; null: it must be given.</param>
internal sealed record ImportedParameter(string Name, string? Default)
{
    /// <summary>A variable of the environment may set it.</summary>
    public bool IsOfEnvironment { get; init; }

    /// <summary>The only values that it may have; none: any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What could not be carried over; null: it all could.</summary>
    public string? Todo { get; init; }
}
