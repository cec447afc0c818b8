using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>A task with its values in the place of expressions.</summary>
/// <param name="Task">The task; what is not known yet stands as its expression.</param>
/// <param name="Settings">How it runs, defaults and all variables included.</param>
internal sealed record FilledTask(TaskDefinition Task, TaskSettings Settings)
{
    /// <summary>What is known no earlier than when it starts; null: nothing.</summary>
    public LateValues? Late { get; init; }

    /// <summary>Why it is skipped in any case, in words; null: it is not.</summary>
    public string? SkippedBecause { get; init; }

    /// <summary>The question asked before anything runs; null: none.</summary>
    public string? Confirm { get; init; }

    /// <summary>What it reads; null: nothing is said.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>What it writes; null: nothing is said.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>The values of the parameters that its result hangs on, by name; none for a task that says nothing of files.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];
}
