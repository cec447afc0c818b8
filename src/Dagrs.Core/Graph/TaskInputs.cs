namespace Dagrs.Core.Graph;

/// <summary>Finds the tasks whose values are a task's inputs, by input number.</summary>
internal static class TaskInputs
{
    /// <summary>Indices of tasks; <see cref="TaskInput.LeftOut"/> where a task is not in the graph, so that the later inputs keep their numbers.</summary>
    public static ReadOnlySpan<int> InputsOf(this Dag dag, int task)
    {
        var predecessors = dag.Predecessors[task];
        if (dag.Tasks[task].Inputs is not { } inputs)
        {
            return predecessors;
        }

        var tasks = new int[inputs.Count];
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = inputs[i].Predecessor == TaskInput.LeftOut ? TaskInput.LeftOut : predecessors[inputs[i].Predecessor];
        }

        return tasks;
    }
}
