using Dagrs.Core.Execution;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>How some commands run remotely, as jobs of a cluster. It does not know what a cluster is. Immutable.</summary>
/// <param name="Executor">
/// Runs them. It enforces each one's time limit, <see cref="Invocation.TimeLimit"/>, which starts with the job.
/// </param>
/// <param name="Takes">True for a task whose command it runs. Never called for services, tasks that get the terminal, groups and C# code: those run here.</param>
/// <param name="MostJobs">The limit of concurrent jobs. A job takes no slot and no memory of this machine, only named resources.</param>
internal sealed record RemoteExecution(IExecutor Executor, Func<TaskNode, bool> Takes, int MostJobs);
