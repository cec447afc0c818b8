namespace Dagrs.Core.Definition.Expanding;

/// <summary>A file with one task for each combination, including those of included files.</summary>
/// <param name="Definition">The file. Its tasks know which file they come from.</param>
/// <param name="Aliases">Alternative prefixes of ids, and the real prefix of each.</param>
internal sealed record Expanded(DagDefinition Definition, IReadOnlyList<(string Alias, string Prefix)> Aliases)
{
    /// <summary>The parameters whose values come from variables of the machine, by their names on the command line, with these values.</summary>
    public IReadOnlyList<(string Name, string Value)> FromVariables { get; init; } = [];

    /// <summary>The ids that an aliased name may mean; none when it has no alias.</summary>
    public IEnumerable<string> IdsOf(string name)
    {
        foreach (var (alias, prefix) in Aliases)
        {
            if (name.StartsWith(alias, StringComparison.Ordinal))
            {
                yield return prefix + name[alias.Length..];
            }
        }
    }
}
