using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <summary>Runs one command from its call to its outcome, here or remotely, and reads and writes what is remembered of it. Thread-safe.</summary>
/// <param name="run">The run.</param>
/// <param name="attempts">Runs its attempts.</param>
internal sealed class CommandRunner(RunScope run, Attempts attempts)
{
    private readonly InvocationMaker _invocations = new(run);

    /// <summary>Whether a task has to run. One that cannot be called is always run, and its start reports why it cannot be.</summary>
    public async ValueTask<Recollection> AskAsync(TaskNode task)
    {
        if (task.Command is not { } command || _invocations.MakeForKey(task, command) is not { } invocation)
        {
            return Recollection.Runs;
        }

        var recollection = await run.Options.TaskMemory!.AskAsync(task, CallOf(task, invocation) with { Tell = message => run.Events.Publish(new RunEvent.TaskWarned(task, message)) }, run.Stops.Of(task).Terminate).ConfigureAwait(false);
        if (recollection.Log is { } log)
        {
            var sink = new AttemptSink(task, run.Events, 1, run.Dag.Secrets, log: null);
            log.Replay(sink.Write);
            sink.End();
        }

        return recollection;
    }

    /// <summary>Runs a command. Never throws for what it does.</summary>
    public async Task<TaskEnd> RunAsync(TaskNode task, Command command)
    {
        if (_invocations.Make(task, command, out var problem) is not { } invocation)
        {
            return new(new Outcome.NotStarted(problem!), 1);
        }

        if (run.Options.Kept is { } kept)
        {
            await kept.StopFromAsync(run.Dag, task).ConfigureAwait(false); // the services downstream of it are out of date
        }

        // Decided once for all attempts. A remote command must not continue in place: its watcher would be held up by the dependents of the task.
        var remote = run.RemoteTasks is { } tasks && tasks.Has(run.Dag.PlaceOf(task)) ? tasks.Executor : null;
        invocation = remote is null ? invocation : invocation with { EndsInPlace = false };
        var call = run.Options.TaskMemory is null ? null : CallOf(task, run.Dag.HasServices && task.Spec?.Late?.Complete is not null ? _invocations.MakeForKey(task, command) ?? invocation : invocation);
        run.Options.TaskMemory?.Begin(task);
        var results = task.Spec is { Results: { Count: > 0 } names } ? new TaskResults(run.Results, names) : null;
        var end = await attempts.TryAsync(task, (attempt, stopTokens) => ExecuteAsync(
            remote ?? run.Executor, Attempt(invocation, attempt, results), SinkOf(task, attempt), stopTokens), remote is null ? task.Settings.Timeout : null, results).ConfigureAwait(false);
        end = await RememberAsync(task, call, end with { Results = results?.Values }).ConfigureAwait(false);
        if (invocation.CapturesOutput && OutputOf(end.Outcome) is { } left)
        {
            run.Values.Set(run.Dag.PlaceOf(task), left);
        }

        return end;
    }

    // The end is remembered before the dependents are checked.
    private async ValueTask<TaskEnd> RememberAsync(TaskNode task, TaskCall? call, TaskEnd end)
    {
        if (call is null)
        {
            return end;
        }

        if (end.Outcome is not Outcome.Succeeded succeeded)
        {
            run.Options.TaskMemory!.Fail(task);
            return end;
        }

        var conclusion = await run.Options.TaskMemory!.SucceedAsync(task, call, call.IsOutputWanted ? succeeded.Output : null, end.Results).ConfigureAwait(false);
        foreach (var warning in conclusion.Warnings)
        {
            run.Events.Publish(new RunEvent.TaskWarned(task, warning));
        }

        return conclusion.Problem is { } problem ? end with { Outcome = new Outcome.WrongResults(problem) } : end;
    }

    // Only the last attempt counts, so a retry clears the log.
    private AttemptSink SinkOf(TaskNode task, int attempt)
    {
        var log = run.Options.TaskMemory?.LogOf(task);
        if (attempt > 1)
        {
            log?.Clear();
        }

        return new(task, run.Events, attempt, run.Dag.Secrets, log);
    }

    // Variables that dagrs itself adds are not part of the fingerprint.
    private static TaskCall CallOf(TaskNode task, Invocation invocation) => new(invocation.Command, invocation.Declared, invocation.Arguments, invocation.Directory) { IsOutputWanted = invocation.CapturesOutput };

    private Task<Outcome> ExecuteAsync(IExecutor executor, Invocation invocation, AttemptSink sink, StopTokens stopTokens)
    {
        var outcome = executor.ExecuteAsync(invocation, sink, stopTokens);
        outcome = invocation.Interactive ? StopOnInterruptAsync(outcome, sink) : outcome;
        return run.Dag.Secrets is null ? outcome : EndAsync(outcome, sink);

        static async Task<Outcome> EndAsync(Task<Outcome> outcome, AttemptSink sink)
        {
            try
            {
                return await outcome.ConfigureAwait(false);
            }
            finally
            {
                sink.End();
            }
        }
    }

    // Ctrl-C reaches the process that has the terminal; if that dies of it, it was meant for the run.
    private async Task<Outcome> StopOnInterruptAsync(Task<Outcome> outcome, AttemptSink sink)
    {
        const string interrupt = "SIGINT";
        if (await outcome.ConfigureAwait(false) is not Outcome.Killed { Signal: interrupt } || !sink.HadTerminal)
        {
            return await outcome.ConfigureAwait(false);
        }

        run.Stop(new StopCause.Signal(interrupt));
        return new Outcome.Stopped();
    }

    private static Invocation Attempt(Invocation invocation, int attempt, TaskResults? results)
    {
        invocation = attempt == 1 ? invocation : invocation with { Attempt = attempt };
        return results is null ? invocation : invocation with { Environment = results.AddTo(invocation.Environment) };
    }

    // The output of a command that ended by itself; it is passed on even if it failed and was allowed to.
    private static CapturedOutput? OutputOf(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded succeeded => succeeded.Output,
        Outcome.Exited exited => exited.Output,
        Outcome.Killed killed => killed.Output,
        _ => null,
    };
}
