namespace Dagrs.Cli.Import.Shell;

/// <summary>One of the commands of a task, with a shell of its own.</summary>
/// <param name="Text">What the shell reads.</param>
internal sealed record ShellStep(string Text)
{
    /// <summary>Its title; null: none.</summary>
    public string? Title { get; init; }

    /// <summary>Lines that precede it in its shell.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>True when it is for the shell of the whole task, and so is copied unchanged.</summary>
    public bool IsRaw { get; init; }

    /// <summary>True when its failure does not fail the task.</summary>
    public bool MayFail { get; init; }

    /// <summary>True when its shell exits at the first failure (<c>-e</c>).</summary>
    public bool EndsAtFailure { get; init; }
}
