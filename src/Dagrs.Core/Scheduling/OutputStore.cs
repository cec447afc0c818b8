using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>Keeps outputs from the task that writes them to the last successor that can see them, and no longer. Used by the run's loop and by starting tasks at once.</summary>
internal sealed class OutputStore
{
    private readonly Dag _dag;
    private readonly Dictionary<int, int> _readers = []; // by task: successors that can see its output and have not ended
    private readonly Dictionary<int, CapturedOutput> _outputs = [];
    private readonly Lock _gate = new();

    public OutputStore(Dag dag)
    {
        _dag = dag;
        for (var task = 0; task < dag.Tasks.Count; task++)
        {
            if (Sees(task))
            {
                foreach (var predecessor in dag.Predecessors[task])
                {
                    _readers[predecessor] = _readers.GetValueOrDefault(predecessor) + 1;
                }
            }
        }
    }

    /// <summary>True when some successor can see the task's output. The same answer for the whole run until the task ends.</summary>
    public bool IsWanted(int task)
    {
        lock (_gate)
        {
            return _readers.ContainsKey(task);
        }
    }

    public void Keep(int task, CapturedOutput output)
    {
        lock (_gate)
        {
            if (_readers.ContainsKey(task))
            {
                _outputs[task] = output;
            }
        }
    }

    /// <summary>The outputs of a task's predecessors in the order given; empty for one that wrote nothing.</summary>
    public List<(TaskNode Task, CapturedOutput Output)> For(int task)
    {
        if (!Sees(task))
        {
            return [];
        }

        lock (_gate)
        {
            var outputs = new List<(TaskNode, CapturedOutput)>();
            var predecessors = _dag.Predecessors[task];
            if (_dag.Tasks[task].Spec.Inputs is { } inputs)
            {
                // A task that is left out has an empty output, so that $2 stays $2.
                foreach (var (_, position) in inputs)
                {
                    outputs.Add(position == TaskInput.LeftOut ? (_dag.Tasks[task], default) : Of(predecessors[position]));
                }

                return outputs;
            }

            foreach (var predecessor in predecessors)
            {
                outputs.Add(Of(predecessor));
            }

            return outputs;
        }
    }

    /// <summary>The task has ended or will never run: it reads no output any more.</summary>
    public void Release(int task)
    {
        if (!Sees(task))
        {
            return;
        }

        lock (_gate)
        {
            foreach (var predecessor in _dag.Predecessors[task])
            {
                if (--_readers[predecessor] == 0)
                {
                    _readers.Remove(predecessor);
                    _outputs.Remove(predecessor);
                }
            }
        }
    }

    private (TaskNode Task, CapturedOutput Output) Of(int task) => (_dag.Tasks[task], _outputs.GetValueOrDefault(task));

    private bool Sees(int task) => _dag.Tasks[task].Work is Work.Execute { Command: Command.Shell { UsesArguments: true } };
}
