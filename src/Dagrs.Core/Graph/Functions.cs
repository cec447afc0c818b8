namespace Dagrs.Core.Graph;

/// <summary>Functions in the forms in which tasks hold them. Each form is a delegate to the function and no object besides.</summary>
internal static class Functions
{
    public static Func<object?> Untyped<T>(Func<T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function as Func<object?> ?? function.Box;
    }

    public static ValueTask<object?> Call(this Func<object?> function, TaskContext _) => new(function());

    private static object? Box<T>(this Func<T> function) => function();
}
