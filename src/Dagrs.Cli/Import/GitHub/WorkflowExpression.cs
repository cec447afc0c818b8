namespace Dagrs.Cli.Import.GitHub;

/// <summary>An expression of a GitHub workflow, as far as importers understand it.</summary>
internal abstract record WorkflowExpression
{
    /// <summary>A text, number or boolean.</summary>
    public sealed record Literal(string Text, bool IsTruth) : WorkflowExpression;

    /// <summary>A name such as <c>matrix.os</c>.</summary>
    public sealed record Name(string Path) : WorkflowExpression;

    /// <summary>A function call.</summary>
    public sealed record Call(string Function, IReadOnlyList<WorkflowExpression> Arguments) : WorkflowExpression;

    /// <summary><c>==</c> or <c>!=</c>.</summary>
    public sealed record Compared(WorkflowExpression Left, string Sign, WorkflowExpression Right) : WorkflowExpression;

    /// <summary><c>&amp;&amp;</c> or <c>||</c>.</summary>
    public sealed record Joined(WorkflowExpression Left, string Sign, WorkflowExpression Right) : WorkflowExpression;

    /// <summary><c>!</c>.</summary>
    public sealed record Negated(WorkflowExpression Inner) : WorkflowExpression;
}
