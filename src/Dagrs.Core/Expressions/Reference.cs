namespace Dagrs.Core.Expressions;

/// <summary>A name in an expression, such as <c>params.version</c> or <c>tasks.meta.results.sha</c>. Only an <see cref="IScope"/> knows its value.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Name">The parameter, matrix key, variable or task id; empty for the kinds that are a single word.</param>
/// <param name="Result">The result of the task; empty for every other kind.</param>
/// <param name="Column">Position of its first character in the text, from 0.</param>
/// <param name="Length">Its length in characters.</param>
internal sealed record Reference(ReferenceKind Kind, string Name, string Result, int Column, int Length) : Expression(Column, Length, 0)
{
    /// <summary>True for what is known only when the task starts.</summary>
    public bool IsOfTask => Kind is ReferenceKind.TaskState or ReferenceKind.TaskResult;
}
