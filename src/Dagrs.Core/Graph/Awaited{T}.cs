using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Graph;

/// <summary>
/// Work whose value may itself be an unawaited task, hidden by its type: an <c>object</c>, or the result of a generic method. The graph's task ends
/// when that inner task ends, and fails with what it throws.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal static class Awaited<T>
{
    /// <summary>True when a value of the type may be a task. Nearly no type needs this, and those that do not pay nothing.</summary>
    public static bool IsNeeded { get; } = Unawaited.MayBe(typeof(T));

    /// <summary>The same work; it ends when its value has been awaited.</summary>
    /// <param name="work">A <see cref="Work.Code"/>, or a bare function in place of one.</param>
    [SuppressMessage("Design", "CA1000", Justification = "It is asked once for each type.")]
    public static Work.Code By(object work)
    {
        var run = work is Func<object?> function ? function.Call : ((Work.Code)work).Run;
        return new(async context => await Unawaited.AwaitAsync(await run(context).ConfigureAwait(false), typeof(T)).ConfigureAwait(false));
    }
}
