namespace Dagrs.Cli.Import.Shell;

/// <summary>One of the commands of a task, which has a shell of its own.</summary>
/// <param name="Text">What the shell reads.</param>
internal sealed record ShellStep(string Text)
{
    /// <summary>What it is called; null: nothing.</summary>
    public string? Title { get; init; }

    /// <summary>Lines that come before it in its shell.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>It is for the shell of the whole task, and so stands there as it is.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Its failure is no failure of the task.</summary>
    public bool MayFail { get; init; }

    /// <summary>Its shell ends at the first failure (<c>-e</c>).</summary>
    public bool EndsAtFailure { get; init; }
}
