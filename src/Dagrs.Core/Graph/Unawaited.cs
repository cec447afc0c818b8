using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Graph;

/// <summary>Values that are a <see cref="Task"/> or <see cref="ValueTask"/> of any type: recognises them, awaits them, takes their result.</summary>
internal static class Unawaited
{
    private const string NoValue = "System.Threading.Tasks.VoidTaskResult"; // the result type of an asynchronous method without a value; not public
    private const string Kept = "The members are kept by the attribute DynamicDependency, and a value of the type exists.";

    public static bool MayBe(Type type) =>
        type.IsAssignableFrom(typeof(Task)) || type.IsAssignableFrom(typeof(ValueTask)) || typeof(Task).IsAssignableFrom(type) || IsValueTask(type);

    /// <summary>Awaits a value, and its result, until it is no longer awaitable.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="type">The type to return: a task type gives the completed task, any other type the task's result.</param>
    public static async ValueTask<object?> AwaitAsync(object? value, Type type)
    {
        var task = TaskOf(value);
        if (task is null)
        {
            return value;
        }

        await task.ConfigureAwait(false);
        var result = await AwaitAsync(ResultOf(task), typeof(object)).ConfigureAwait(false);
        return type.IsInstanceOfType(task) && type != typeof(object) ? task
            : IsValueTask(type) ? Again(type, task)
            : result;
    }

    private static bool IsValueTask(Type type) => type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    // A ValueTask may be awaited only once, and this one has been.
    private static object? Again(Type type, Task task) => type == typeof(ValueTask) ? new ValueTask(task) : Made(type, task);

    private static Task? TaskOf(object? value) => value switch
    {
        Task task => task,
        ValueTask task => task.AsTask(),
        ValueType when IsValueTask(value.GetType()) => AsTask(value),
        _ => null,
    };

    [DynamicDependency(nameof(ValueTask<>.AsTask), typeof(ValueTask<>))]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = Kept)]
    private static Task AsTask(object value) => (Task)value.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(value, null)!;

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(ValueTask<>))]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = Kept)]
    private static object? Made(Type type, Task task) => Activator.CreateInstance(type, task);

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(Task<>))]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = Kept)]
    private static object? ResultOf(Task task)
    {
        for (var type = task.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            {
                return type.GenericTypeArguments[0].FullName == NoValue ? null : type.GetProperty(nameof(Task<>.Result))!.GetValue(task);
            }
        }

        return null;
    }
}
