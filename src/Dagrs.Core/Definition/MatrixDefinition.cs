using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Many tasks from one, as written under <c>matrix</c>.</summary>
/// <param name="Place">Where it stands.</param>
internal sealed record MatrixDefinition(Place Place)
{
    /// <summary>The keys with their values, in the order written; none when <see cref="Include"/> alone gives the keys.</summary>
    public IReadOnlyList<MatrixKey> Keys { get; init; } = [];

    /// <summary>Combinations that there are not: each says some keys.</summary>
    public IReadOnlyList<MatrixChoice> Exclude { get; init; } = [];

    /// <summary>Further combinations: each says every key.</summary>
    public IReadOnlyList<MatrixChoice> Include { get; init; } = [];
}
