using Dagrs.Core.Model;

namespace Dagrs.Core.Graph;

/// <summary>What happens when a task runs: code in place of the command of a task of a file. It does not know when. Immutable.</summary>
public abstract record Work
{
    private Work()
    {
    }

    /// <summary>C# code for a task of a file, in place of its command.</summary>
    /// <param name="run">The code; what it returns is the task's value; a <see cref="Task"/> is awaited first.</param>
    public static Work From(Func<TaskContext, object?> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Awaited<object>.By(new Code(context => new(run(context))));
    }

    /// <summary>Asynchronous C# code for a task of a file, in place of its command.</summary>
    /// <param name="run">The code; what it returns is the task's value.</param>
    public static Work FromAsync(Func<TaskContext, Task<object?>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Awaited<object>.By(Functions.CodeOf(run));
    }

    /// <summary>Nothing: the task only joins its predecessors (a group). Takes no slot.</summary>
    internal sealed record Join : Work
    {
        /// <summary>The only one needed.</summary>
        public static Join Instance { get; } = new();
    }

    /// <summary>A command is executed.</summary>
    /// <param name="Command">The command.</param>
    internal sealed record Execute(Command Command) : Work;

    /// <summary>C# code is run.</summary>
    /// <param name="Run">The code; the value is that of the task, null for a task without one.</param>
    internal sealed record Code(Func<TaskContext, ValueTask<object?>> Run) : Work;

    /// <summary>C# code without value or context is run: the cheapest kind of task.</summary>
    /// <param name="Run">The code.</param>
    internal sealed record Act(Action Run) : Work;
}
