using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>A task with its expressions evaluated.</summary>
/// <param name="Task">The task; what is not known yet still contains its expression.</param>
/// <param name="Settings">How it runs, including defaults and all variables.</param>
internal sealed record FilledTask(TaskDefinition Task, TaskSettings Settings)
{
    /// <summary>What is known only when it starts; null: nothing.</summary>
    public LateValues? Late { get; init; }

    /// <summary>Why it is always skipped, in words; null: it is not.</summary>
    public string? SkippedBecause { get; init; }

    /// <summary>The question to confirm before anything runs; null: none.</summary>
    public string? Confirm { get; init; }

    /// <summary>What it reads; null: not declared.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>What it writes; null: not declared.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>The values of the parameters that its result depends on, by name; none for a task that declares no files.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];
}
