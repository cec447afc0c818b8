using Dagrs.Console;
using Dagrs.Core.Definition;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Cli.Options;

/// <summary>
/// Which tasks of a run are cluster jobs and which run here: by the command line, else the task, else the file, else the environment. A task that
/// is set to run here always does. It does not know how jobs are run. Immutable.
/// </summary>
/// <param name="asked">What the command line says.</param>
/// <param name="file">The file.</param>
internal sealed class Placement(ExecutorKind? asked, DagDefinition file)
{
    private const string Submits = "sbatch";

    private readonly ExecutorKind _chosen = Executors.Choose(asked, file);

    /// <summary>The executor of tasks that run here and do not set one.</summary>
    public ExecutorKind Here => _chosen != ExecutorKind.Slurm ? _chosen : Executors.OfSystem;

    /// <summary>True for a task whose command is a job.</summary>
    public bool IsJob(TaskNode task) => task is { IsCommand: true, IsService: false, Settings.Interactive: false } && (asked, task.Settings.Executor) switch
    {
        (ExecutorKind.Slurm, ExecutorKind.Direct or ExecutorKind.CliWrap) => false,
        ({ } kind, _) => kind == ExecutorKind.Slurm,
        (null, { } own) => own == ExecutorKind.Slurm,
        _ => _chosen == ExecutorKind.Slurm,
    };

    /// <summary>The job executor and its parallelism; null: no task is a job.</summary>
    /// <param name="dag">The tasks.</param>
    /// <param name="create">Creates the executor.</param>
    public RemoteExecution? Of(Dag dag, Func<IExecutor> create)
    {
        int? most = null;
        foreach (var task in dag.Tasks)
        {
            if (IsJob(task))
            {
                most = Math.Min(most ?? int.MaxValue, task.Settings.Cluster?.MostJobs ?? ClusterSettings.DefaultMostJobs);
            }
        }

        return most is { } mostJobs ? new(create(), IsJob, mostJobs) : null;
    }

    /// <exception cref="UsageException">Some tasks are jobs, and this machine lacks the commands to submit them.</exception>
    public void Check(Dag dag)
    {
        if (dag.Tasks.Any(IsJob) && WhyNoCluster() is { } why)
        {
            throw new UsageException(ExitCode.BadCommandLine, why);
        }
    }

    /// <summary>Why no job can be submitted from this machine; null: it can.</summary>
    public static string? WhyNoCluster() =>
        !OperatingSystem.IsLinux() ? "the executor 'slurm' is available only on Linux"
        : ProgramPath.Find(Submits, Environment.GetEnvironmentVariable("PATH") ?? "", "/").Path is null ? $"the executor 'slurm' needs the commands of Slurm, and '{Submits}' was not found in PATH"
        : null;
}
