namespace Dagrs.Core.Graph;

/// <summary>Functions in the forms in which tasks store them. A function without context costs one delegate and no further object.</summary>
internal static class Functions
{
    public static Func<object?> Untyped<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function, "run");
        return function as Func<object?> ?? function.Box;
    }

    public static ValueTask<object?> Call(this Func<object?> function, TaskContext _) => new(function());

    public static Work.Code CodeOf(Func<TaskContext, Task> run) => new(async context =>
    {
        var task = run(context);
        await task.ConfigureAwait(false);
        if (task is Task<Task> outer)
        {
            await outer.Result.ConfigureAwait(false); // Task.Factory.StartNew returns a nested task for an asynchronous function
        }

        return null;
    });

    public static Work.Code CodeOf<TResult>(Func<TaskContext, Task<TResult>> run) => new(async context => await run(context).ConfigureAwait(false));

    public static Work.Code CodeOf(Func<TaskContext, ValueTask> run) => new(async context =>
    {
        await run(context).ConfigureAwait(false);
        return null;
    });

    public static Work.Code CodeOf<TResult>(Func<TaskContext, ValueTask<TResult>> run) => new(async context => await run(context).ConfigureAwait(false));

    public static T[] ListOf<T>(TaskContext context, IReadOnlyList<TaskNode<T>> inputs)
    {
        var values = new T[inputs.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = context.ValueOf(inputs[i]);
        }

        return values;
    }

    private static object? Box<T>(this Func<T> function) => function();
}
