namespace Dagrs.Core.Definition;

/// <summary>A file of tasks is wrong. Lists every problem, never just the first.</summary>
public sealed class InvalidFileException : Exception
{
    /// <param name="source">The text the problems are in.</param>
    /// <param name="problems">All of them; at least one.</param>
    public InvalidFileException(SourceText source, IReadOnlyList<Problem> problems)
        : base(ProblemText.Of(source, problems))
    {
        Text = source;
        Problems = problems;
    }

    /// <summary>The text the problems are in.</summary>
    public SourceText Text { get; }

    /// <summary>All problems, in the order they are shown.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
