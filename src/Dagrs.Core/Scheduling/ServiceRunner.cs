using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Resuming;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Runs a service from its call to its end: tries until it is ready, reports that, waits until it is no longer needed, and stops it. It does not know
/// which tasks need it. Thread-safe.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="attempts">Runs its attempts.</param>
internal sealed class ServiceRunner(RunScope run, Attempts attempts)
{
    private readonly InvocationMaker _invocations = new(run);

    /// <summary>Runs a service. Never throws for what it does.</summary>
    public async Task<TaskEnd> RunAsync(TaskNode task, Command command)
    {
        if (_invocations.Make(task, command, out var problem) is not { } invocation)
        {
            return new(new Outcome.NotStarted(problem!), 1);
        }

        var definition = run.Options.Kept is null ? "" : new TaskDefinitions(run.Dag).Of(run.Dag.PlaceOf(task));
        if (run.Options.Kept is { } kept && await kept.TakeAsync(run.Dag, task, definition).ConfigureAwait(false) is { } living)
        {
            living.Process.GoOnIn(run, task);
            return await EndAsync(task, living, attempts: 1).ConfigureAwait(false);
        }

        ServiceProcess? process = null;
        var results = task.Spec is { Results: { Count: > 0 } names } ? new TaskResults(run.Results, names) : null;
        var end = await attempts.TryAsync(task, (attempt, stopTokens) =>
        {
            process = new ServiceProcess(run, task, invocation with { Attempt = attempt, Environment = results?.AddTo(invocation.Environment) ?? invocation.Environment });
            return process.StartAsync(results, stopTokens);
        }, task.Settings.Timeout).ConfigureAwait(false);
        if (end.Outcome is not Outcome.Succeeded)
        {
            return end;
        }

        return await EndAsync(task, new(task.Id, definition, process!, results?.Values), end.Attempts).ConfigureAwait(false);
    }

    // From readiness on.
    private async Task<TaskEnd> EndAsync(TaskNode task, ServiceInPool service, int attempts)
    {
        run.Lives.WhenReady(run.Dag.PlaceOf(task), service.Results);
        var outcome = await service.Process.EndAsync(run, task, run.Options.Kept is { } kept ? () => kept.Keep(service) : null).ConfigureAwait(false);
        return new(outcome, attempts) { Results = service.Results };
    }
}
