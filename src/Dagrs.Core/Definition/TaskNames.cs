using Dagrs.Core.Definition.Expanding;

namespace Dagrs.Core.Definition;

/// <summary>The meaning of task names: ids, and in an expanded file also tasks with a matrix, choices of their values, and aliases of included files.</summary>
/// <param name="tasks">All tasks.</param>
/// <param name="expanded">The expanded file; null for a plain one.</param>
internal sealed class TaskNames(IReadOnlyList<TaskDefinition> tasks, Expanded? expanded)
{
    private Families? _families;

    /// <summary>Positions by id.</summary>
    public Dictionary<string, int> Indexes { get; } = new(tasks.Count, StringComparer.Ordinal);

    /// <summary>The tasks that a word means; empty: none.</summary>
    public IReadOnlyList<int> Find(string word) => Indexes.TryGetValue(word, out var task) ? [task] : FindMany(word, out _) ?? [];

    /// <summary>The tasks meant by a word that is not an id: those of a matrix, of a choice, of an alias. Null: it is no such word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="problem">Why a choice matches nothing; null otherwise.</param>
    public List<int>? FindMany(string word, out string? problem)
    {
        problem = null;
        if (expanded is null)
        {
            return null;
        }

        _families ??= new Families(tasks);
        return _families.Find(word, out problem) ?? OfAliases(word);
    }

    /// <summary>All tasks whose ids match a pattern; null: the word is no pattern.</summary>
    public List<int>? Match(string word) => word.AsSpan().ContainsAny('*', '?') ? (_families ??= new Families(tasks)).Match(word) : null;

    private List<int>? OfAliases(string word)
    {
        foreach (var id in expanded?.IdsOf(word) ?? [])
        {
            if (Indexes.TryGetValue(id, out var task))
            {
                return [task];
            }

            if (_families!.Find(id, out _) is { } several)
            {
                return several;
            }
        }

        return null;
    }
}
