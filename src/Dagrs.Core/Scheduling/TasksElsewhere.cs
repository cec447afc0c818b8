using Dagrs.Core.Execution;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Which tasks of a run would run remotely if they started now: commands that are no service and do not get the terminal, unless a stop has brought
/// them home. It does not know when that is. Thread-safe.
/// </summary>
internal sealed class TasksElsewhere
{
    private readonly bool[] _go; // by task

    private TasksElsewhere(Elsewhere elsewhere, bool[] go, int count) => (Executor, MostJobs, _go, MostAtOnce) = (elsewhere.Executor, elsewhere.MostJobs, go, Math.Min(elsewhere.MostJobs, count));

    /// <summary>Runs them.</summary>
    public IExecutor Executor { get; }

    /// <summary>The limit of concurrent jobs.</summary>
    public int MostJobs { get; }

    /// <summary>How many can run concurrently; less than the limit when there are fewer such tasks.</summary>
    public int MostAtOnce { get; }

    /// <summary>The remote tasks of a graph; null: all run here.</summary>
    public static TasksElsewhere? Of(Dag dag, Elsewhere? elsewhere)
    {
        if (elsewhere is null)
        {
            return null;
        }

        var go = new bool[dag.Tasks.Count];
        var count = 0;
        for (var task = 0; task < go.Length; task++)
        {
            var node = dag.Node(task);
            go[task] = node is { IsCommand: true, IsService: false, Settings.Interactive: false } && elsewhere.Takes(node);
            count += go[task] ? 1 : 0;
        }

        return count == 0 ? null : new(elsewhere, go, count);
    }

    /// <summary>True for a task that runs remotely if it starts now.</summary>
    public bool Has(int task) => Volatile.Read(ref _go[task]);

    /// <summary>Makes a task run on this machine, unless it has started.</summary>
    public void BringHome(int task) => Volatile.Write(ref _go[task], false);
}
