using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Finds the tasks meant by a word that is not an id: a task with a matrix, a choice of its values, a pattern. It knows nothing of order.</summary>
internal sealed class Families
{
    private readonly IReadOnlyList<TaskDefinition> _tasks;
    private readonly Dictionary<string, (int First, int Count)> _ranges = new(StringComparer.Ordinal); // instances are contiguous

    /// <param name="tasks">All tasks.</param>
    public Families(IReadOnlyList<TaskDefinition> tasks)
    {
        _tasks = tasks;
        for (var task = 0; task < tasks.Count; task++)
        {
            if (tasks[task].Instance is { } instance)
            {
                _ranges[instance.Family.Id] = _ranges.TryGetValue(instance.Family.Id, out var range) ? (range.First, range.Count + 1) : (task, 1);
            }
        }
    }

    /// <summary>The tasks of a family, or of a choice; null when the word is neither.</summary>
    /// <param name="word">The word.</param>
    /// <param name="problem">Why a choice matches nothing; null otherwise.</param>
    public List<int>? Find(string word, out string? problem)
    {
        problem = null;
        if (_ranges.TryGetValue(word, out var range))
        {
            return [.. Enumerable.Range(range.First, range.Count)];
        }

        if (!InstanceId.TryRead(word, out var id, out var choice) || !_ranges.TryGetValue(id, out range))
        {
            return null;
        }

        var family = _tasks[range.First].Instance!.Family;
        foreach (var (key, _) in choice)
        {
            if (family.IndexOf(key) < 0)
            {
                problem = $"the matrix of {Quoted.Name(id)} has no key {Quoted.Name(key)}" + Model.Suggestion.For(key, family.Keys) switch { { } near => $"; did you mean {Quoted.Name(near)}?", null => "" };
                return [];
            }
        }

        if (family.IsEmpty || family.IsOpen)
        {
            return [range.First]; // it stands for every choice
        }

        var found = Enumerable.Range(range.First, range.Count).Where(task => choice.TrueForAll(wanted => _tasks[task].Instance![wanted.Key] == wanted.Value)).ToList();
        problem = found.Count > 0 ? null : WhyNone(range, choice);
        return found;
    }

    /// <summary>All tasks whose ids match a pattern of <c>*</c> and <c>?</c>; null when the word is no such pattern.</summary>
    public List<int>? Match(string word)
    {
        if (!word.AsSpan().ContainsAny('*', '?'))
        {
            return null;
        }

        var glob = new Glob(word);
        return [.. Enumerable.Range(0, _tasks.Count).Where(task => glob.Matches(_tasks[task].Id.Value))];
    }

    private string WhyNone((int First, int Count) range, List<(string Key, string Value)> choice)
    {
        foreach (var (key, value) in choice)
        {
            var values = Enumerable.Range(range.First, range.Count).Select(task => _tasks[task].Instance![key]!).Distinct().ToList();
            if (!values.Contains(value))
            {
                return $"{Quoted.Name(key)} has no value {Quoted.Name(value)}" + Model.Suggestion.For(value, values) switch
                {
                    { } near => $"; did you mean {Quoted.Name(near)}?",
                    null => $"; its values are {Quoted.Names(values.Take(5))}{(values.Count > 5 ? ", ..." : "")}",
                };
            }
        }

        return "there is no such combination";
    }
}
