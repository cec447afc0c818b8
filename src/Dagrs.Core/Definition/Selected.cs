using Dagrs.Core.Graph;

namespace Dagrs.Core.Definition;

/// <summary>What a <see cref="Selection"/> makes of a file: the graph of the tasks that stay, and those that do not.</summary>
/// <param name="Dag">The graph. A task in it that came after another one, if only by way of tasks that are left out, still does.</param>
/// <param name="LeftOut">All other tasks of the file, in file order.</param>
internal sealed record Selected(Dag Dag, IReadOnlyList<LeftOutTask> LeftOut)
{
    /// <summary>How much there is of what tasks take, by name.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;

    /// <summary>The same for whoever only looks ahead: where tasks will run he does not mind, so of graphics processors that nobody declared there are enough.</summary>
    public IReadOnlyDictionary<string, long> ResourcesAhead => !Dag.HasResources || Resources.ContainsKey(Model.Resources.Gpus)
        ? Resources
        : new Dictionary<string, long>(Resources, StringComparer.Ordinal) { [Model.Resources.Gpus] = long.MaxValue };
}
