using Dagrs.Core.Graph;

namespace Dagrs.Core.State;

/// <summary>Which tasks of a run have run, and before which one has. It is asked about a task when all before it are over. Safe for several threads.</summary>
/// <param name="dag">What is run.</param>
internal sealed class RanTasks(Dag dag)
{
    private readonly Past[] _past = new Past[dag.Tasks.Count];

    /// <summary>A task has started.</summary>
    public void Note(int task) => _past[task] = Past.Ran;

    /// <summary>True when a task before this one, near or far, has run.</summary>
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
        if (_past[task] == Past.Unknown)
        {
            _past[task] = HasBefore(task) ? Past.Ran : Past.Rested;
        }

        return _past[task] == Past.Ran;
    }

    /// <summary>What has become of a task and of all before it.</summary>
    private enum Past : byte
    {
        /// <summary>It was not looked at yet.</summary>
        Unknown,

        /// <summary>It has run, or something before it has.</summary>
        Ran,

        /// <summary>Nothing of it has run.</summary>
        Rested,
    }
}
