using Dagrs.Core.Execution;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Which tasks of a run would run remotely if they started now: commands that are no service and do not get the terminal, unless a stop has brought
/// them home. It does not know when that is. Thread-safe.
/// </summary>
internal sealed class RemoteTasks
{
    private readonly bool[] _isRemote; // by task

    private RemoteTasks(RemoteExecution remote, bool[] isRemote, int count) => (Executor, MostJobs, _isRemote, MostAtOnce) = (remote.Executor, remote.MostJobs, isRemote, Math.Min(remote.MostJobs, count));

    /// <summary>Runs them.</summary>
    public IExecutor Executor { get; }

    /// <summary>The limit of concurrent jobs.</summary>
    public int MostJobs { get; }

    /// <summary>How many can run concurrently; less than the limit when there are fewer such tasks.</summary>
    public int MostAtOnce { get; }

    /// <summary>The remote tasks of a graph; null: all run here.</summary>
    public static RemoteTasks? Of(Dag dag, RemoteExecution? remote)
    {
        if (remote is null)
        {
            return null;
        }

        var isRemote = new bool[dag.Tasks.Count];
        var count = 0;
        for (var task = 0; task < isRemote.Length; task++)
        {
            var node = dag.Node(task);
            isRemote[task] = node is { IsCommand: true, IsService: false, Settings.Interactive: false } && remote.Takes(node);
            count += isRemote[task] ? 1 : 0;
        }

        return count == 0 ? null : new(remote, isRemote, count);
    }

    /// <summary>True for a task that runs remotely if it starts now.</summary>
    public bool Has(int task) => Volatile.Read(ref _isRemote[task]);

    /// <summary>Makes a task run on this machine, unless it has started.</summary>
    public void BringHome(int task) => Volatile.Write(ref _isRemote[task], false);
}
