using Dagrs.Core.Graph;

namespace Dagrs.Core.Definition;

/// <summary>The result of a <see cref="Selection"/> from a file: the graph of the tasks that stay, and the tasks left out.</summary>
/// <param name="Dag">The graph. Its tasks keep their order, even where it came about only through left-out tasks.</param>
/// <param name="LeftOut">All other tasks of the file, in file order.</param>
internal sealed record Selected(Dag Dag, IReadOnlyList<LeftOutTask> LeftOut)
{
    /// <summary>The totals of resources, by name.</summary>
    public IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;

    /// <summary>The parameters whose values come from variables of the machine, with these values.</summary>
    public IReadOnlyList<(string Name, string Value)> FromVariables { get; init; } = [];

    /// <summary>The totals for a dry run, which does not care where tasks will run: of undeclared GPUs there are enough.</summary>
    public IReadOnlyDictionary<string, long> ResourcesAhead => !Dag.HasResources || Resources.ContainsKey(Model.Resources.Gpus)
        ? Resources
        : new Dictionary<string, long>(Resources, StringComparer.Ordinal) { [Model.Resources.Gpus] = long.MaxValue };
}
