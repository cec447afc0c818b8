namespace Dagrs.Cli.Import;

/// <summary>Expands one task into many: by the values of each key, or by a list of combinations.</summary>
/// <param name="Keys">The values by key; empty where all combinations are listed.</param>
/// <param name="Combinations">The combinations, each with every key.</param>
internal sealed record ImportedMatrix(
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Keys,
    IReadOnlyList<IReadOnlyList<KeyValuePair<string, string>>> Combinations);
