using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads tasks: the mapping of all of them, and keys at the top level that look like tasks.</summary>
internal static class TaskReader
{
    /// <summary>The mapping of all tasks; null, without a report, when it is empty: the tasks may follow at the wrong place.</summary>
    public static IReadOnlyList<TaskDefinition>? Tasks(ValueReader value)
    {
        if (ValueReader.IsNull(value.Peek()))
        {
            value.Take();
            return null;
        }

        var place = value.Place;
        var tasks = new List<TaskDefinition>();
        var any = false;
        var isMapping = MappingReader.Entries(value, WantedTasks, id =>
        {
            any = true;
            if (id.Value.Length == 0)
            {
                value.Report(ProblemCode.Empty, id.Place, "a task id is empty");
            }

            tasks.Add(Task(value, id with { Value = value.Intern(id.Value) }));
            if (value.Script is { } script)
            {
                value.Scripts.Add(new(tasks.Count - 1, script));
            }
        });
        if (isMapping && !any && !value.HasLostKeys)
        {
            value.Report(ProblemCode.NoTasks, place, "there are no tasks");
        }

        return tasks;
    }

    /// <summary>What <c>dagrs</c> must be.</summary>
    public const string WantedTasks = "a mapping of ids to tasks";

    /// <summary>Takes the next value without reading it, and returns whether it looks like a task.</summary>
    public static bool TakeTask(ValueReader value)
    {
        if (value.Peek() is not MappingStart)
        {
            value.Skip();
            return false;
        }

        var (hasWork, hasName, hasOthers) = (false, false, false);
        value.Take();
        while (value.Peek() is not MappingEnd)
        {
            var key = (value.Peek() as Scalar)?.Value;
            hasWork |= key is "cmd" or "after";
            hasName |= key == "name";
            hasOthers |= key is null || !Keys.OfTask.TryGetValue(key, out _);
            value.Skip();
            value.Skip();
        }

        value.Take();
        return hasWork || (hasName && !hasOthers);
    }

    private static TaskDefinition Task(ValueReader value, Located<string> id)
    {
        (value.Task, value.Key) = (id.Value, null);
        value.Meant.Clear();
        value.HasLostKeys = false;
        value.Script = null;
        var draft = new TaskDraft();
        if (ValueReader.IsNull(value.Peek()))
        {
            value.Take();
            value.Report(ProblemCode.Empty, id.Place, $"{value.Subject} is empty; it needs a 'name' and a 'cmd'");
            draft.Command = TaskDraft.WrongCommand;
        }
        else if (!MappingReader.Read(value, Keys.OfTask, draft))
        {
            draft.Command = TaskDraft.WrongCommand;
        }
        else if (draft.Name is null && !value.IsMeant("name"))
        {
            value.Report(ProblemCode.MissingKey, id.Place, $"{value.Subject} has no 'name'");
        }

        var hasWrongAfter = value.IsMeant("after") || ReferenceEquals(draft.After, ListReader.WrongTexts);
        if (value.IsMeant("cmd") || hasWrongAfter)
        {
            draft.Command ??= TaskDraft.WrongCommand;
        }

        if (draft is { Settings.When: not When.Success, After.Count: 0 } && !hasWrongAfter)
        {
            value.Report(ProblemCode.MissingKey, draft.Rare.WhenPlace, $"{value.Subject} has 'when: {draft.Settings.When.Word()}' but no 'after', and it reacts only to tasks before it; add 'after'");
        }

        if (hasWrongAfter)
        {
            draft.Rare = draft.Rare with { HasWrongAfter = true };
        }

        if (draft.Rare.Matrix is null && value.IsMeant("matrix"))
        {
            draft.Rare = draft.Rare with { Matrix = new(id.Place) { IsPartial = true } };
        }

        var settings = ServiceReader.Finish(value, draft);
        value.Task = null;
        return new(id)
        {
            Name = draft.Name ?? id.Value,
            Description = draft.Description,
            After = draft.After,
            Tags = draft.Tags,
            Command = draft.Command,
            CommandPlace = draft.CommandPlace,
            Settings = settings,
            Rare = RareOf(value, draft),
        };
    }

    // Kept apart, because most tasks have none of these values.
    private static RareValues RareOf(ValueReader value, TaskDraft draft)
    {
        var rare = draft.Rare;
        if (value.TakeOpen() is { Count: > 0 } open)
        {
            rare = rare with { Open = open };
        }

        if (draft is { Command: null, KeysOfWork: { } keys })
        {
            rare = rare with { KeysOfWork = keys };
        }

        if (draft.EnvFiles.Count > 0 || draft.Secrets is not null)
        {
            rare = rare with { EnvFiles = draft.EnvFiles, Secrets = draft.Secrets ?? RareValues.NoSecrets };
        }

        return draft.CachePlace.IsKnown ? rare with { CachePlace = draft.CachePlace } : rare;
    }
}
