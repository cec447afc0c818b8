using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Files;

/// <summary>
/// Collects what the tasks of a file declare that they read and write. Values not known yet, and tasks that will certainly be skipped, are left out.
/// </summary>
/// <param name="defaults">The defaults of all tasks of a plain file.</param>
/// <param name="folder">The folder of the file.</param>
internal sealed class FileCollector(TaskSettings defaults, string folder)
{
    private readonly string _folder = WorkingFolder.FullPath(folder);

    /// <summary>The declarations of all tasks that have some, in order.</summary>
    public List<DeclaredFiles> Collect(IReadOnlyList<TaskDefinition> tasks)
    {
        var all = new List<DeclaredFiles>();
        for (var i = 0; i < tasks.Count; i++)
        {
            if (tasks[i].HasFiles && Of(i, tasks[i]) is { } files)
            {
                all.Add(files);
            }
        }

        return all;
    }

    private DeclaredFiles? Of(int index, TaskDefinition task)
    {
        if (task.Scope is not { } scope)
        {
            var place = (task.Settings.Directory ?? defaults.Directory) is { } named ? WorkingFolder.FullPath(Path.Combine(folder, named)) : _folder;
            return new(index, Patterns(task.InputFiles, place, null), Patterns(task.OutputFiles, place, null));
        }

        var names = new InstanceScope(scope, task.Instance);
        return IsSkipped(task, names) || FolderOf(task, scope, names) is not { } own ? null
            : new(index, Patterns(task.InputFiles, own, names), Patterns(task.OutputFiles, own, names));
    }

    private static bool IsSkipped(TaskDefinition task, InstanceScope names) =>
        task.Instance?.Family.IsEmpty == true || (task.If is { } condition && condition.Value.Evaluate(names) is Evaluated.Known { IsTrue: false });

    /// <summary>Where the paths of a task count from: its folder, else that of its file; null: not known.</summary>
    public static string? FolderOf(TaskDefinition task, FileScope scope, InstanceScope names)
    {
        var named = task.Settings.Directory ?? scope.File.Defaults.Directory;
        var open = named is null ? null : (task.Settings.Directory is null ? scope.File.OpenDefaults : task.Open).FirstOrDefault(open => open.Part == OpenPart.Directory);
        if (open is not null)
        {
            named = (open.Template.Evaluate(names) as Evaluated.Known)?.Value;
            return named is null ? null : WorkingFolder.FullPath(Path.Combine(scope.Folder, named));
        }

        return WorkingFolder.FullPath(named is null ? scope.Folder : Path.Combine(scope.Folder, named));
    }

    private static PathPattern[] Patterns(IReadOnlyList<Located<Template>>? patterns, string folder, InstanceScope? names)
    {
        if (patterns is null or { Count: 0 })
        {
            return [];
        }

        var known = new PathPattern[patterns.Count];
        var count = 0;
        for (var i = 0; i < patterns.Count; i++)
        {
            var (template, place) = patterns[i];
            var text = template.IsPlain || names is null ? template.Text : (template.Evaluate(names) as Evaluated.Known)?.Value;
            if (text is { Length: > 0 })
            {
                known[count++] = new(folder, text, place);
            }
            else if (template.Text.StartsWith('!'))
            {
                return []; // if a pattern is unknown, it might exclude anything
            }
        }

        return count == known.Length ? known : known[..count];
    }
}
