using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>Parses what <see cref="RecordedJson"/> writes.</summary>
internal static class RecordedReader
{
    /// <summary>The conditions of a run, without its tasks.</summary>
    /// <param name="json">The object.</param>
    /// <param name="start">When it started.</param>
    public static RecordedRun Run(JsonFields json, DateTimeOffset start) => new()
    {
        Id = json.Text("run"),
        Version = json.Text("version"),
        File = json.TextOrNull("file"),
        Folder = json.TextOrNull("directory"),
        Start = start,
        Jobs = json.WholeOrNull("jobs") ?? 1,
        Schedule = json.TextOrNull("schedule") ?? "eager",
        Executor = json.TextOrNull("executor"),
        Resources = json.Amounts("resources"),
    };

    /// <summary>The definitions of the tasks of a run, without their outcomes.</summary>
    /// <param name="run">The object that contains them.</param>
    /// <param name="places">By id the position of each; filled here.</param>
    public static RecordedTask[] Tasks(JsonFields run, Dictionary<string, int> places)
    {
        List<JsonFields> all = [.. run.Objects("tasks")];
        for (var task = 0; task < all.Count; task++)
        {
            places.TryAdd(all[task].Text("id"), task);
        }

        return [.. all.Select(task => Task(task, places))];
    }

    /// <summary>The positions of tasks by id; unknown ones are left out.</summary>
    public static IReadOnlyList<int> Places(JsonFields json, string name, Dictionary<string, int> places)
    {
        var found = new List<int>();
        foreach (var id in json.Texts(name))
        {
            if (places.TryGetValue(id, out var place))
            {
                found.Add(place);
            }
        }

        return found.Count == 0 ? [] : found;
    }

    /// <summary>The position of a task by its id; null: there is no id, or no such task.</summary>
    public static int? Place(JsonFields json, string name, Dictionary<string, int> places) =>
        json.TextOrNull(name) is { } id && places.TryGetValue(id, out var place) ? place : null;

    /// <summary>The state; null: unknown to this version.</summary>
    public static TaskState? State(JsonFields json) => StateWords.TryParse(json.Text("state"), out var state) ? state : null;

    public static RecordedProblem Problem(JsonFields json) =>
        new(json.Text("message"), json.TextOrNull("path"), json.WholeOrNull("line") ?? 0, json.WholeOrNull("column") ?? 0, json.TextOrNull("code"));

    private static RecordedTask Task(JsonFields json, Dictionary<string, int> places) => new()
    {
        Id = json.Text("id"),
        Name = json.TextOrNull("name") ?? json.Text("id"),
        Kind = json.TextOrNull("kind") ?? "shell",
        Command = json.TextOrNull("command"),
        Directory = json.TextOrNull("directory"),
        Path = json.TextOrNull("path"),
        Line = json.WholeOrNull("line") ?? 0,
        After = Places(json, "after", places),
        Tags = json.Texts("tags"),
        When = json.TextOrNull("when") ?? "success",
        If = json.TextOrNull("if"),
        IsService = json.Flag("service"),
        IsInteractive = json.Flag("interactive"),
        Resources = json.Amounts("resources"),
        Words = "not started yet",
    };
}
