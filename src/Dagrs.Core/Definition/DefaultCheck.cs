using Dagrs.Core.Graph;

namespace Dagrs.Core.Definition;

/// <summary>Checks that the tasks a file runs by default exist.</summary>
internal static class DefaultCheck
{
    /// <summary>The problems with the key <c>default</c>.</summary>
    /// <param name="definition">The file.</param>
    /// <param name="names">Its tasks by name.</param>
    public static IEnumerable<Problem> Problems(DagDefinition definition, TaskNames names)
    {
        var selector = new Selector(definition, names.Find, Edges.FromEnds([], []), []);
        foreach (var word in definition.IsComplete ? definition.Default ?? [] : [])
        {
            if (selector.ProblemOf(word.Value) is { } unknown)
            {
                yield return new(ProblemCode.UnknownTask, word.Place, $"'default': {unknown.What}") { Suggestion = unknown.Suggestion };
            }
        }
    }
}
