using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <summary>Runs one command from its call to its outcome, here or elsewhere, and asks and tells what is remembered of it. Thread-safe.</summary>
/// <param name="run">The run.</param>
/// <param name="attempts">Tries it.</param>
internal sealed class CommandRunner(RunScope run, Attempts attempts)
{
    private readonly InvocationMaker _invocations = new(run);

    /// <summary>Asks whether a task has to run; of one that cannot be called there is nothing to ask, and its start tells why.</summary>
    public async ValueTask<Recollection> AskAsync(TaskNode task)
    {
        if (task.Command is not { } command || _invocations.MakeForKey(task, command) is not { } invocation)
        {
            return Recollection.Runs;
        }

        var recollection = await run.Options.Past!.AskAsync(task, CallOf(task, invocation) with { Tell = message => run.Events.Publish(new RunEvent.TaskWarned(task, message)) }, run.Stops.Of(task).Terminate).ConfigureAwait(false);
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
            await kept.StopFromAsync(run.Dag, task).ConfigureAwait(false); // what comes after it is not what it was
        }

        // Once for all attempts. Whoever watches over what runs elsewhere is not to be kept from it by what an end makes ready.
        var elsewhere = run.Elsewhere is { } tasks && tasks.Has(run.Dag.PlaceOf(task)) ? tasks.Executor : null;
        invocation = elsewhere is null ? invocation : invocation with { EndsInPlace = false };
        var call = run.Options.Past is null ? null : CallOf(task, run.Dag.HasServices && task.Spec?.Late?.Complete is not null ? _invocations.MakeForKey(task, command) ?? invocation : invocation);
        run.Options.Past?.Begin(task);
        var results = task.Spec is { Results: { Count: > 0 } names } ? new TaskResults(run.Results, names) : null;
        var end = await attempts.TryAsync(task, (attempt, stopTokens) => ExecuteAsync(
            elsewhere ?? run.Executor, Attempt(invocation, attempt, results), SinkOf(task, attempt), stopTokens), elsewhere is null ? task.Settings.Timeout : null, results).ConfigureAwait(false);
        end = await RememberAsync(task, call, end with { Results = results?.Values }).ConfigureAwait(false);
        if (invocation.CapturesOutput && OutputOf(end.Outcome) is { } left)
        {
            run.Values.Set(run.Dag.PlaceOf(task), left);
        }

        return end;
    }

    // What is remembered of its end is known before those after it are asked about.
    private async ValueTask<TaskEnd> RememberAsync(TaskNode task, TaskCall? call, TaskEnd end)
    {
        if (call is null)
        {
            return end;
        }

        if (end.Outcome is not Outcome.Succeeded succeeded)
        {
            run.Options.Past!.Fail(task);
            return end;
        }

        var conclusion = await run.Options.Past!.SucceedAsync(task, call, call.IsOutputWanted ? succeeded.Output : null, end.Results).ConfigureAwait(false);
        foreach (var warning in conclusion.Warnings)
        {
            run.Events.Publish(new RunEvent.TaskWarned(task, warning));
        }

        return conclusion.Problem is { } problem ? end with { Outcome = new Outcome.WrongResults(problem) } : end;
    }

    // What counts of a task that is tried several times is its last attempt.
    private AttemptSink SinkOf(TaskNode task, int attempt)
    {
        var log = run.Options.Past?.LogOf(task);
        if (attempt > 1)
        {
            log?.Clear();
        }

        return new(task, run.Events, attempt, run.Dag.Secrets, log);
    }

    // What dagrs itself adds to the variables is no part of what the task is.
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

    // Ctrl-C reaches whoever has the terminal, and means the run when that does not deal with it.
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

    // What an end of its own left of it; it is handed on also where the end was a failure that is allowed.
    private static CapturedOutput? OutputOf(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded succeeded => succeeded.Output,
        Outcome.Exited exited => exited.Output,
        Outcome.Killed killed => killed.Output,
        _ => null,
    };
}
