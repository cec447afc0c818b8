using Dagrs.Core.Graph;

namespace Dagrs.Core.State;

/// <summary>
/// Which tasks of a run have run, and which have a predecessor that ran. To be asked about a task when all its predecessors are over. Safe for several
/// threads.
/// </summary>
/// <param name="dag">What is run.</param>
internal sealed class RanTasks(Dag dag)
{
    private readonly Status[] _status = new Status[dag.Tasks.Count];

    /// <summary>A task has started.</summary>
    public void Note(int task) => _status[task] = Status.Ran;

    /// <summary>True when a direct or indirect predecessor has run.</summary>
    public bool HasBefore(int task)
    {
        foreach (var predecessor in dag.Predecessors[task])
        {
            if (HasRun(predecessor))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasRun(int task)
    {
        if (_status[task] == Status.Unknown)
        {
            _status[task] = HasBefore(task) ? Status.Ran : Status.Rested;
        }

        return _status[task] == Status.Ran;
    }

    /// <summary>What happened to a task and its predecessors.</summary>
    private enum Status : byte
    {
        /// <summary>Not determined yet.</summary>
        Unknown,

        /// <summary>It or one of its predecessors has run.</summary>
        Ran,

        /// <summary>Neither it nor any predecessor has run.</summary>
        Rested,
    }
}
