using System.Collections.Concurrent;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Finds the processes that belong to runs, however far removed from the commands that started them. Where this process does nothing but run
/// commands, these are its descendants except those that existed before. Elsewhere they are recognised by their inherited variables. Without a
/// process table only the process groups of the commands are known. Thread-safe.
/// </summary>
internal sealed class DescendantSearch
{
    private readonly bool _ownsProcess;
    private readonly Orphans _orphans;
    private readonly ConcurrentDictionary<int, bool> _groups = new(); // only where there is no process table
    private readonly HashSet<ProcessTable.Identity> _others = []; // children from before an exec, such as the reader in `exec dagrs > >(tee log)`

    public DescendantSearch(bool ownsProcess, Orphans orphans)
    {
        (_ownsProcess, _orphans) = (ownsProcess, orphans);
        if (ownsProcess && Children.Exist())
        {
            _others.UnionWith(ProcessTable.DescendantsOf(Environment.ProcessId, _others).Select(entry => entry.Identity));
        }
    }

    /// <summary>True when this process had children before it ran anything.</summary>
    public bool HasOthers => _others.Count > 0;

    /// <summary>A command has started, which leads a process group.</summary>
    public void Began(int process)
    {
        if (!ProcessTable.IsUsable)
        {
            _groups[process] = true;
        }
    }

    /// <summary>What is left of a run after its last command has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="known">Processes that were found before.</param>
    /// <param name="isOnlyRun">True when there is no other run, whose commands would be found here.</param>
    /// <param name="guard">The process id of the watchdog; 0: there is none.</param>
    public IReadOnlyList<ProcessTable.Entry> Find(string run, IReadOnlySet<int> known, bool isOnlyRun, int guard) =>
        !ProcessTable.IsUsable ? LivingGroups()
        : _ownsProcess && isOnlyRun ? DescendantsBut(guard)
        : ProcessSearch.Find(run, known);

    // All commands of the run have ended, so one that still runs outlives the run: a service that is kept.
    private List<ProcessTable.Entry> DescendantsBut(int guard)
    {
        var all = Descendants(guard);
        var commands = all.FindAll(entry => _orphans.Commands.Contains(entry.Id));
        if (commands.Count == 0)
        {
            return all;
        }

        var spared = new HashSet<ProcessTable.Identity>(commands.Select(entry => entry.Identity));
        foreach (var command in commands)
        {
            spared.UnionWith(ProcessTable.DescendantsOf(command.Id, _others).Select(entry => entry.Identity));
        }

        return all.FindAll(entry => !spared.Contains(entry.Identity) && !commands.Exists(command => command.Id == entry.Group));
    }

    /// <summary>All processes of all runs, parents before children.</summary>
    public IReadOnlyList<ProcessTable.Entry> Running(int guard) =>
        ProcessTable.IsUsable && _ownsProcess ? Descendants(guard) : [.. _orphans.Commands.Where(id => id != guard).Select(Group)];

    private List<ProcessTable.Entry> Descendants(int guard) =>
        [.. ProcessTable.DescendantsOf(Environment.ProcessId, _others).Where(entry => entry.Id != guard && entry.Parent != guard)];

    // This process adopts orphans, so the remaining members of a group are its children, and it can reap those that have ended.
    private List<ProcessTable.Entry> LivingGroups()
    {
        var living = new List<ProcessTable.Entry>();
        foreach (var group in _groups.Keys)
        {
            if (Children.ReapGroup(group))
            {
                living.Add(Group(group));
            }
            else
            {
                _groups.TryRemove(group, out _);
            }
        }

        return living;
    }

    // To kill(2) a negative number means a process group.
    private static ProcessTable.Entry Group(int id) => new(new(-id, 0), Environment.ProcessId, id, ProcessTable.State.Running);
}
