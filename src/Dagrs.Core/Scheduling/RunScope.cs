using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>What belongs to one run and is shared by all its parts.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Dag">What is run.</param>
/// <param name="Options">Its options.</param>
/// <param name="Executor">Runs the commands of this machine.</param>
/// <param name="Events">Where all events are published.</param>
/// <param name="Values">The values of tasks.</param>
/// <param name="Stops">How tasks are asked to stop.</param>
internal sealed record RunScope(string Id, Dag Dag, RunOptions Options, IExecutor Executor, EventHub Events, ValueStore Values, StopSources Stops)
{
    /// <summary>Where tasks write their results.</summary>
    public ResultFolder Results { get; } = new();

    /// <summary>Stops the run; set before the first task starts.</summary>
    public Action<StopCause> Stop { get; set; } = _ => { };

    /// <summary>The tasks that do not run by <see cref="Executor"/>; null: all do.</summary>
    public RemoteTasks? RemoteTasks { get; init; }

    /// <summary>The processes of services.</summary>
    public ServiceLives Lives { get; } = new();

    /// <summary>The outcome of tasks; set before the first one starts.</summary>
    public IFinishedTasks Finished { get; set; } = null!;
}
