namespace Dagrs.Core.Graph;

/// <summary>A task type of your own: a class that knows its name and its work. <see cref="DagBuilder"/> takes it like a function.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
public interface IDagTask<T>
{
    /// <summary>The name; becomes the id.</summary>
    string Name { get; }

    /// <summary>The work. May be called more than once, also concurrently, when the graph runs more than once.</summary>
    ValueTask<T> RunAsync(TaskContext context);
}
