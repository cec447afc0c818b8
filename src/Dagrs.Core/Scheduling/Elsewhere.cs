using Dagrs.Core.Execution;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>Where some commands run that do not run on this machine, as jobs of a cluster. It does not know what a cluster is. Immutable.</summary>
/// <param name="Executor">
/// Runs them. It holds each to its own time limit, <see cref="Invocation.TimeLimit"/>, which begins with the job.
/// </param>
/// <param name="Takes">True for a task whose command it runs. Never asked about services, tasks that get the terminal, groups and C# code: those run here.</param>
/// <param name="MostJobs">How many of them there are at most at once; they take no slot, no memory of this machine and nothing else but what is scarce by a name of its own.</param>
internal sealed record Elsewhere(IExecutor Executor, Func<TaskNode, bool> Takes, int MostJobs);
