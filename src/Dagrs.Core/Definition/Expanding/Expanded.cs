namespace Dagrs.Core.Definition.Expanding;

/// <summary>A file with one task for each combination, included files and all.</summary>
/// <param name="Definition">The file. Its tasks know the file that they are from.</param>
/// <param name="Aliases">What ids may begin with, and what those ids begin with in truth.</param>
internal sealed record Expanded(DagDefinition Definition, IReadOnlyList<(string Alias, string Prefix)> Aliases)
{
    /// <summary>The id that a name by way of another file means; null when it is none.</summary>
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
