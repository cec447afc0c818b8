using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Graph;

/// <summary>Values that are <see cref="Task"/> or <see cref="ValueTask"/> of whatever type: tells them, awaits them, takes what they give.</summary>
internal static class Unawaited
{
    private const string NoValue = "System.Threading.Tasks.VoidTaskResult"; // what an asynchronous method without value gives; not public
    private const string Kept = "The members are kept by the attribute DynamicDependency, and a value of the type exists.";

    public static bool MayBe(Type type) =>
        type.IsAssignableFrom(typeof(Task)) || type.IsAssignableFrom(typeof(ValueTask)) || typeof(Task).IsAssignableFrom(type) || IsValueTask(type);

    /// <summary>Awaits a value for as long as it is something to await.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="type">What it must be: a task, which is over then, or else what the task gave.</param>
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

    // A ValueTask may be taken only once, and this one has been.
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
