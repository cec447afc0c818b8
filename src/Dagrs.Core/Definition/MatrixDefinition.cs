using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Several tasks from one, as written under <c>matrix</c>.</summary>
/// <param name="Place">Its position.</param>
internal sealed record MatrixDefinition(Place Place)
{
    /// <summary>The keys with their values, in the order written; empty when only <see cref="Include"/> gives the keys.</summary>
    public IReadOnlyList<MatrixKey> Keys { get; init; } = [];

    /// <summary>Combinations to leave out: each gives some keys.</summary>
    public IReadOnlyList<MatrixChoice> Exclude { get; init; } = [];

    /// <summary>Additional combinations: each gives every key.</summary>
    public IReadOnlyList<MatrixChoice> Include { get; init; } = [];

    /// <summary>True when it could not be read, or not all of it: no combinations are made then.</summary>
    public bool IsPartial { get; init; }
}
