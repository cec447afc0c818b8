namespace Dagrs.Cli.Import;

/// <summary>What stands where a text of another tool has a reference.</summary>
/// <param name="Variable">The variable of the shell that has the value; null: none has.</param>
/// <param name="Text">The value as a text, where it is known.</param>
internal readonly record struct Hole(string? Variable, string? Text)
{
    /// <summary>What stands there where the variable is empty; null: nothing.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Why nobody knows the value: the command ends there and says so.</summary>
    public string? Missing { get; init; }
}
