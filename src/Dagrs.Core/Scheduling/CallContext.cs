using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>What one attempt of a C# task sees of its run.</summary>
internal sealed class CallContext(TaskNode task, RunScope run, int attempt, StopTokens stopTokens) : TaskContext
{
    public override TaskNode Task => task;

    public override CancellationToken Cancel => stopTokens.Terminate;

    public override int Attempt => attempt;

    public override RunEnvironment Environment => run.Options.Environment;

    public override IReadOnlyList<object?> Inputs
    {
        get
        {
            var tasks = run.Dag.InputsOf(run.Dag.PlaceOf(task));
            var inputs = new object?[tasks.Length];
            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = tasks[i] == TaskInput.LeftOut ? null : run.Values.ValueOrNull(tasks[i]);
            }

            return inputs;
        }
    }

    public override T ValueOf<T>(TaskNode<T> predecessor) => run.Dag.Predecessors[run.Dag.PlaceOf(task)].Contains(run.Dag.IndexOf(predecessor))
        ? run.Values.Get<T>(predecessor)
        : throw new ArgumentException($"task '{task.Id}' does not depend on '{predecessor.Id}'; add it to 'after'", nameof(predecessor));

    public override T ValueOf<T>(string predecessorId)
    {
        foreach (var predecessor in run.Dag.Predecessors[run.Dag.PlaceOf(task)])
        {
            if (run.Dag.Tasks[predecessor].Id == predecessorId)
            {
                return run.Values.Get<T>(run.Dag.Tasks[predecessor]);
            }
        }

        throw new ArgumentException($"task '{task.Id}' has no dependency '{predecessorId}'; add it to 'after'", nameof(predecessorId));
    }

    public override void Report(string line)
    {
        // Abandoned code counts as finished, so it may not write any more.
        if (run.Events.IsWatched && !stopTokens.Kill.IsCancellationRequested)
        {
            run.Events.Publish(new RunEvent.TaskOutput(task, OutputChannel.Merged, Encoding.UTF8.GetBytes((run.Dag.Secrets?.Apply(line) ?? line) + "\n")));
        }
    }
}
