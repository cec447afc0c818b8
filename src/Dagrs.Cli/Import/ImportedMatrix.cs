namespace Dagrs.Cli.Import;

/// <summary>Many tasks from one: the values of each key, or combinations one by one.</summary>
/// <param name="Keys">Key to values; empty where all combinations are written out.</param>
/// <param name="Combinations">Each with every key.</param>
internal sealed record ImportedMatrix(
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Keys,
    IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Combinations);
