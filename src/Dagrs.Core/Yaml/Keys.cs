using System.Collections.Frozen;
using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>The table of all keys: the one place that says what a file may hold.</summary>
internal static class Keys
{
    public static FrozenDictionary<string, Key<FileDraft>> OfFile { get; } = Table<FileDraft>(
        new("dagrs", "the tasks: id to task, in file order", (value, file) => file.Tasks = value.Tasks()),
        new("endpoints", "'single' makes a second start or end task an error", (value, file) => file.Endpoints = value.Choice(
            ("any", Endpoints.Any),
            ("single", Endpoints.ExactlyOne))));

    public static FrozenDictionary<string, Key<TaskDraft>> OfTask { get; } = Table<TaskDraft>(
        new("name", "what people read; required", (value, task) => task.Name = value.Text() ?? ""),
        new("after", "the ids this task comes after: a list, or one id", (value, task) => task.After = value.Texts()),
        new("cmd", "a line or block for the shell, or a list: program and arguments", (value, task) => task.Command = value.Command() ?? TaskDraft.WrongCommand));

    private static FrozenDictionary<string, Key<T>> Table<T>(params Key<T>[] keys) => keys.ToFrozenDictionary(key => key.Name, StringComparer.Ordinal);
}
