using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GoTask;

/// <summary>All tasks of a Taskfile, by name and alias, and the lists among its variables.</summary>
internal sealed class TaskfileTasks
{
    private readonly Dictionary<string, TaskfileTask> _byName = new(StringComparer.Ordinal);

    public List<TaskfileTask> All { get; } = [];

    /// <summary>Variables that are lists, for loops.</summary>
    public Dictionary<string, IReadOnlyList<string>> Lists { get; } = new(StringComparer.Ordinal);

    public TaskfileTask? Find(string name) => _byName.GetValueOrDefault(name);

    public void Add(TaskfileTask task)
    {
        All.Add(task);
        _byName[task.Id] = task;
    }

    /// <summary>The aliases of all tasks, each with its task; an alias that is the name of a task is left out.</summary>
    public IReadOnlyList<(string Alias, TaskfileTask Task)> Aliases()
    {
        List<(string, TaskfileTask)> aliases = [];
        foreach (var task in All)
        {
            foreach (var alias in TaskfileTask.Items(task["aliases"]).OfType<YamlTree.Text>())
            {
                if (_byName.TryAdd(alias.Value, task))
                {
                    aliases.Add((alias.Value, task));
                }
            }
        }

        return aliases;
    }
}
