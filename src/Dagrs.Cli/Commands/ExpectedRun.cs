using Dagrs.Cli.Options;
using Dagrs.Cli.Running;
using Dagrs.Core.Definition;
using Dagrs.Core.Reporting;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.State.Records;

namespace Dagrs.Cli.Commands;

/// <summary>Estimates how long a run will take, from earlier durations of its tasks. Writes nothing.</summary>
internal static class ExpectedRun
{
    /// <param name="selected">What would run.</param>
    /// <param name="state">The state of the file; null: none.</param>
    /// <param name="conditions">How it would run.</param>
    /// <param name="placement">Which tasks would be jobs.</param>
    /// <returns>Null: none of its tasks is known.</returns>
    public static PlannedTimes? Of(Selected selected, StateFolder? state, PlanConditions conditions, Placement placement)
    {
        if (state is null)
        {
            return null;
        }

        using var records = new TaskRecords(state.Path, "plan", TimeProvider.System);
        if (LearnedTimes.Of(selected.Dag.Tasks.Select(task => task.Id), records.Durations).For(selected.Dag) is not { } times)
        {
            return null;
        }

        var forecast = new Forecast(times, new RunOptions
        {
            Parallelism = conditions.Parallelism,
            Schedule = conditions.InWaves ? Schedule.Waves : Schedule.Eager,
            Resources = selected.ResourcesAhead,
            Remote = placement.Of(selected.Dag, () => new NothingRuns(() => { })),
        });
        return new(times, forecast.End, task => forecast.StartOf(selected.Dag.PlaceOf(task)));
    }
}
