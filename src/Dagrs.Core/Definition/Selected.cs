using Dagrs.Core.Graph;

namespace Dagrs.Core.Definition;

/// <summary>What a <see cref="Selection"/> makes of a file: the graph of the tasks that stay, and those that do not.</summary>
/// <param name="Dag">The graph. A task in it that came after another one, if only by way of tasks that are left out, still does.</param>
/// <param name="LeftOut">All other tasks of the file, in file order.</param>
internal sealed record Selected(Dag Dag, IReadOnlyList<LeftOutTask> LeftOut)
{
    /// <summary>How much there is of what tasks take, by name.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;
}
