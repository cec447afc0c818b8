using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>A value that holds expressions. Where it will stand holds the text as it was written until it is filled in.</summary>
/// <param name="Part">Which value it is.</param>
/// <param name="Template">What was written.</param>
/// <param name="Place">Where its first character stands; unlike that of a quoted scalar not the quote.</param>
internal sealed record OpenValue(OpenPart Part, Template Template, Place Place)
{
    /// <summary>The name, for the parts that have one.</summary>
    public string Key { get; init; } = "";

    /// <summary>The key in <c>slurm</c>, for the parts that are a value of that.</summary>
    public string ClusterKey => Part == OpenPart.ClusterWord ? ClusterSettings.ExtraKey : Key;

    /// <summary>The number from 0, for the parts that have one.</summary>
    public int Index { get; init; }
}
