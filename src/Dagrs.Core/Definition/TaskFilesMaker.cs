using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>Assembles what a task declares about its files and what else its result depends on. It does not look for files.</summary>
internal static class TaskFilesMaker
{
    /// <summary>For a task whose values are filled in; null: it declares no files.</summary>
    /// <param name="filled">The task.</param>
    /// <param name="folder">The working directory that it names, as a full path; null: it names none.</param>
    public static TaskFiles? Make(FilledTask filled, string? folder)
    {
        var task = filled.Task;
        return !task.HasFiles ? null : Make(task, filled.Settings, folder ?? WorkingFolder.FullPath(task.Scope!.Folder), filled.Inputs, filled.Outputs) with { Parameters = filled.Parameters };
    }

    /// <summary>For a task without expressions; null: it declares no files.</summary>
    /// <param name="task">The task.</param>
    /// <param name="settings">How it runs, including defaults.</param>
    /// <param name="folder">The base folder of its patterns: a full path.</param>
    public static TaskFiles? Plain(TaskDefinition task, TaskSettings settings, string folder) => !task.HasFiles ? null : Make(task, settings, folder, Texts(task.InputFiles), Texts(task.OutputFiles));

    private static TaskFiles Make(TaskDefinition task, TaskSettings settings, string folder, IReadOnlyList<string>? inputs, IReadOnlyList<string>? outputs) => new()
    {
        Folder = folder,
        Inputs = inputs,
        Outputs = outputs,
        Variables = settings.Reuse?.Variables ?? [],
        Tools = settings.Reuse?.Tools ?? [],
        MaxAge = settings.Reuse?.MaxAge,
        IsCached = settings.Reuse?.IsCached == true && task is { InputFiles: not null, OutputFiles: not null, Secrets.Count: 0, Confirm: null } && settings is { Interactive: false, When: When.Success },
        IsCleaned = settings.Reuse?.IsCleaned ?? true,
    };

    private static string[]? Texts(IReadOnlyList<Located<Template>>? patterns)
    {
        if (patterns is null)
        {
            return null;
        }

        var texts = new string[patterns.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = patterns[i].Value.Text;
        }

        return texts;
    }
}
