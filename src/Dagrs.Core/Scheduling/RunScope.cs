using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Scheduling;

/// <summary>What belongs to one run and is shared by all who work on it.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Dag">What is run.</param>
/// <param name="Options">How.</param>
/// <param name="Executor">What runs commands here.</param>
/// <param name="Events">Where everything that happens is told.</param>
/// <param name="Values">What tasks gave.</param>
/// <param name="Stops">How tasks are told to end.</param>
internal sealed record RunScope(string Id, Dag Dag, RunOptions Options, IExecutor Executor, EventHub Events, ValueStore Values, StopSources Stops)
{
    /// <summary>Where tasks write their results.</summary>
    public ResultFolder Results { get; } = new();

    /// <summary>Stops the run; set before the first task starts.</summary>
    public Action<StopCause> Stop { get; set; } = _ => { };

    /// <summary>The tasks that do not run by <see cref="Executor"/>; null: all do.</summary>
    public TasksElsewhere? Elsewhere { get; init; }

    /// <summary>The processes of services.</summary>
    public ServiceLives Lives { get; } = new();

    /// <summary>What has become of tasks; set before the first one starts.</summary>
    public IPast Past { get; set; } = null!;
}
