namespace Dagrs.Cli.Import;

/// <summary>The replacement for a reference in a text of another tool.</summary>
/// <param name="Variable">The shell variable with the value; null: there is none.</param>
/// <param name="Text">The value as text, where it is known.</param>
internal readonly record struct Hole(string? Variable, string? Text)
{
    /// <summary>The default when the variable is empty; null: none.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Why the value is unknown: the command ends there and reports it.</summary>
    public string? Missing { get; init; }
}
