using System.Collections.Concurrent;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Finds the processes that belong to runs, however far they have gone from the commands that started them. Where this process does nothing but
/// run commands these are its descendants, without those that were there before. Elsewhere they are known by the variables that they
/// inherited. Where there is no process table the groups of the commands are all that can be known. Thread-safe.
/// </summary>
internal sealed class Strays
{
    private readonly bool _ownsProcess;
    private readonly Orphans _orphans;
    private readonly ConcurrentDictionary<int, bool> _groups = new(); // only where there is no process table
    private readonly HashSet<ProcessTable.Identity> _others = []; // children of whatever became this process, such as the reader of its output in `exec dagrs > >(tee log)`

    public Strays(bool ownsProcess, Orphans orphans)
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

    /// <summary>What is left of a run none of whose commands runs any more.</summary>
    /// <param name="run">The run.</param>
    /// <param name="known">Processes that were found before.</param>
    /// <param name="isOnlyRun">True when there is no other, whose commands would be found here.</param>
    /// <param name="guard">The guard's process; 0: there is none.</param>
    public IReadOnlyList<ProcessTable.Entry> Find(string run, IReadOnlySet<int> known, bool isOnlyRun, int guard) =>
        !ProcessTable.IsUsable ? LivingGroups()
        : _ownsProcess && isOnlyRun ? DescendantsBut(guard)
        : ProcessSearch.Find(run, known);

    // When none of a run's commands runs any more, one that does lives longer than the run: a service that is kept.
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

    /// <summary>All processes of all runs, those that have come first before those that they started.</summary>
    public IReadOnlyList<ProcessTable.Entry> Running(int guard) =>
        ProcessTable.IsUsable && _ownsProcess ? Descendants(guard) : [.. _orphans.Commands.Where(id => id != guard).Select(Group)];

    private List<ProcessTable.Entry> Descendants(int guard) =>
        [.. ProcessTable.DescendantsOf(Environment.ProcessId, _others).Where(entry => entry.Id != guard && entry.Parent != guard)];

    // This process adopts orphans, so whoever is left of a group is its child, and what has ended can be told from what lives.
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

    // A negative number means the group to kill(2).
    private static ProcessTable.Entry Group(int id) => new(new(-id, 0), Environment.ProcessId, id, ProcessTable.State.Running);
}
