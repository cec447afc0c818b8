using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Graph;

/// <summary>
/// Work whose value may be a task that nobody has awaited, because its type hides that: an <c>object</c>, or the result of a generic
/// method. A task of the graph is over when that is over, and what it throws is its failure.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal static class Awaited<T>
{
    /// <summary>True when a value of the type may be one; nearly no type needs it, and those that do not pay nothing.</summary>
    public static bool IsNeeded { get; } = Unawaited.MayBe(typeof(T));

    /// <summary>The same work, over when its value is.</summary>
    /// <param name="work">A <see cref="Work.Code"/>, or a bare function in place of one.</param>
    [SuppressMessage("Design", "CA1000", Justification = "It is asked once for each type.")]
    public static Work.Code By(object work)
    {
        var run = work is Func<object?> function ? function.Call : ((Work.Code)work).Run;
        return new(async context => await Unawaited.AwaitAsync(await run(context).ConfigureAwait(false), typeof(T)).ConfigureAwait(false));
    }
}
