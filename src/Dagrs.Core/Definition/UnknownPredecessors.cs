using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>What an unknown id in <c>after</c> was probably meant to be: several ids, an item of a list, a display name, another id. Not thread-safe.</summary>
/// <param name="tasks">All tasks of the file.</param>
/// <param name="indexes">Their positions by id.</param>
internal sealed class UnknownPredecessors(IReadOnlyList<TaskDefinition> tasks, Dictionary<string, int> indexes)
{
    private const int MostCompared = 500_000; // ids compared for suggestions: comparing all for each wrong id would be quadratic

    private int _compared;
    private ILookup<string, string>? _idsByName;

    /// <summary>The problem, with the remedy.</summary>
    /// <param name="task">The task whose <c>after</c> has it.</param>
    /// <param name="id">The id.</param>
    /// <param name="place">Its position.</param>
    /// <param name="isHeard">False when there are already too many problems for this one to be reported.</param>
    public Problem Of(string task, string id, Place place, bool isHeard)
    {
        var what = $"task {Quoted.Name(task)} depends on {Quoted.Name(id)}, which does not exist";
        return IdsNamed(id, task) switch
        {
            [] when SeveralIn(id) is { } several => Problem($"{what}; to name several tasks, write a list: {several}"),
            [] when id is ['-', .. var item] && indexes.ContainsKey(item) => Problem($"{what}; a space is missing after '-'"),
            [] => Problem(what, isHeard ? Near(id, task) : null),
            [var only] when only.Equals(id, StringComparison.OrdinalIgnoreCase) => Problem(what, only),
            [var only] => Problem($"{what}: that is the name of task {Quoted.Name(only)}", only),
            var ids => Problem($"{what}: that is the name of the tasks {Quoted.Names(ids)}; use the id of one of them"),
        };

        Problem Problem(string message, string? suggestion = null) => new(ProblemCode.UnknownTask, place, message) { Suggestion = suggestion };
    }

    private string? Near(string id, string task)
    {
        if (_compared >= MostCompared)
        {
            return null;
        }

        _compared += indexes.Count;
        return Suggestion.For(id, indexes.Keys.Where(other => other != task));
    }

    private List<string> IdsNamed(string name, string task)
    {
        _idsByName ??= tasks.ToLookup(other => other.Name, other => other.Id.Value, StringComparer.OrdinalIgnoreCase);
        return [.. _idsByName[name].Where(id => id != task)];
    }

    // To YAML "after: test, lint" is one text.
    private string? SeveralIn(string id)
    {
        string[] names = [.. id.Split([',', ' ', '\t', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Select(name => indexes.ContainsKey(name) ? name : name.TrimStart('-')).Where(name => name.Length > 0)];
        return names.Length > 1 && names.Count(indexes.ContainsKey) * 2 >= names.Length ? OneLine.Of($"[ {string.Join(", ", names)} ]", 200) : null;
    }
}
