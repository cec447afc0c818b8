using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>What happens when a task runs: code that replaces the command of a task from a file. It does not know when it runs. Immutable.</summary>
public abstract record Work
{
    private Work()
    {
    }

    /// <summary>C# code that replaces the command of a task from a file.</summary>
    /// <param name="run">The code; what it returns is the task's value; a <see cref="Task"/> is awaited first.</param>
    public static Work From(Func<TaskContext, object?> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Awaited<object>.By(new Code(context => new(run(context))));
    }

    /// <summary>Asynchronous C# code that replaces the command of a task from a file.</summary>
    /// <param name="run">The code; what it returns is the task's value.</param>
    public static Work FromAsync(Func<TaskContext, Task<object?>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Awaited<object>.By(Functions.CodeOf(run));
    }

    /// <summary>Nothing: the task only joins its predecessors (a group). Takes no slot.</summary>
    internal sealed record Join : Work
    {
        /// <summary>The only instance.</summary>
        public static Join Instance { get; } = new();
    }

    /// <summary>Executes a command.</summary>
    /// <param name="Command">The command.</param>
    internal sealed record Execute(Command Command) : Work;

    /// <summary>Runs C# code.</summary>
    /// <param name="Run">The code; it returns the task's value, null for a task without one.</param>
    internal sealed record Code(Func<TaskContext, ValueTask<object?>> Run) : Work;

    /// <summary>Runs C# code without value or context: the cheapest kind of task.</summary>
    /// <param name="Run">The code.</param>
    internal sealed record Act(Action Run) : Work;
}
