using Dagrs.Core.Execution;

namespace Dagrs.Slurm;

/// <summary>How the jobs of one run are made and watched. Immutable.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Folder">The folder of runs on the file system shared by dagrs and the nodes; a full path.</param>
/// <param name="Local">Runs Slurm's own commands, on this machine.</param>
internal sealed record SlurmOptions(string Run, string Folder, IExecutor Local)
{
    /// <summary>The earlier run whose jobs are taken over where they still match a task; null: none.</summary>
    public string? GoesOn { get; init; }

    /// <summary>How long a command that is asked to stop may take before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reports what concerns no particular task: one line in lower case.</summary>
    public Action<string> Tell { get; init; } = _ => { };
}
