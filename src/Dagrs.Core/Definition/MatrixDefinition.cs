using Dagrs.Core.Expressions;
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

    /// <summary>All its values, as written.</summary>
    public IEnumerable<Template> Templates => Keys.SelectMany(key => key.Source.Templates)
        .Concat(Exclude.Concat(Include).SelectMany(choice => choice.Values).Select(value => value.Value))
        .Select(value => value.Value);

    /// <summary>True when it could not be read, or not all of it: no combinations are made then.</summary>
    public bool IsPartial { get; init; }
}
