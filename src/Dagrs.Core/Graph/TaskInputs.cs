namespace Dagrs.Core.Graph;

/// <summary>Finds the tasks whose values are a task's inputs, each at its number.</summary>
internal static class TaskInputs
{
    /// <summary>Tasks by index; <see cref="TaskInput.LeftOut"/> where the graph lacks one, so that those after it keep their numbers.</summary>
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
