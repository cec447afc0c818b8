using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A value that contains expressions. Until it is filled in, its field holds the text as written.</summary>
/// <param name="Part">Which value it is.</param>
/// <param name="Template">The value as written.</param>
/// <param name="Place">The position of its first character; for a quoted scalar that is the one after the quote.</param>
internal sealed record OpenValue(OpenPart Part, Template Template, Place Place)
{
    /// <summary>The name, for the parts that have one.</summary>
    public string Key { get; init; } = "";

    /// <summary>The key in <c>slurm</c>, for values under that key.</summary>
    public string ClusterKey => Part == OpenPart.ClusterWord ? ClusterSettings.ExtraKey : Key;

    /// <summary>The index from 0, for the parts that have one.</summary>
    public int Index { get; init; }
}
