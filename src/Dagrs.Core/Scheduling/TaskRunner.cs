using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Runs one task from its start to its outcome: its inputs, its attempts, its time limit. It does not know when a task may start, nor what its end
/// means for others. Thread-safe.
/// </summary>
internal sealed class TaskRunner
{
    private static readonly TaskEnd Done = new(Outcome.Success, 1);

    private readonly RunScope _run;
    private readonly Attempts _attempts;
    private readonly CommandRunner _commands;
    private readonly ServiceRunner _services;

    /// <param name="run">What belongs to the run.</param>
    public TaskRunner(RunScope run)
    {
        (_run, _attempts) = (run, new(run));
        _commands = new(run, _attempts);
        _services = new(run, _attempts);
    }

    /// <summary>Evaluates the condition of a task. Never throws for what the condition does.</summary>
    /// <param name="task">The task.</param>
    /// <param name="condition">The text of the condition.</param>
    public Verdict Decide(TaskNode task, out string condition)
    {
        condition = task.Spec?.Late?.Condition ?? "'If' of its options";
        try
        {
            return task.Spec?.Late?.Decide is { } decide ? decide(_run.Finished) : new(task.Settings.If!(new CallContext(task, _run, 1, _run.Stops.Of(task))));
        }
        catch (Exception thrown)
        {
            return new(false, $"its condition cannot be evaluated: it {new Outcome.Threw(thrown).Words}");
        }
    }

    /// <summary>True when it must be checked whether a task is up to date.</summary>
    public bool IsAskedAbout(TaskNode task) => _run.Options.TaskMemory?.IsAskedAbout(task) == true;

    /// <summary>Whether a task has to run.</summary>
    public ValueTask<Recollection> AskAsync(TaskNode task) => _commands.AskAsync(task);

    /// <summary>Runs a task. C# code starts on the calling thread. Never throws for what a task does.</summary>
    public ValueTask<TaskEnd> RunAsync(TaskNode task)
    {
        if (Telemetry.IsListenedTo)
        {
            return new(ObserveAsync(task));
        }

        if (_run.Options.CodeScope is not null)
        {
            return RunPlainAsync(task);
        }

        if (task.PlainAction is { } act)
        {
            return RunOnce(task, act);
        }

        if (task.PlainFunction is { } function)
        {
            return RunOnce(task, function);
        }

        return task.Work is Work.Code(var code) && IsTriedOnce(task.Settings) ? CallOnce(task, code) : RunPlainAsync(task);
    }

    private static bool IsTriedOnce(TaskSettings settings) => settings is { Timeout: null, Retry: null, SuccessCodes: null };

    // The fast path for a task with nothing but code: nothing is allocated (in the next method, nothing but its value).
    private ValueTask<TaskEnd> RunOnce(TaskNode task, Action act)
    {
        try
        {
            act();
            return new(Done);
        }
        catch (Exception thrown)
        {
            return new(new TaskEnd(OutcomeOf(thrown, _run.Stops.Of(task).Terminate), 1));
        }
    }

    private ValueTask<TaskEnd> RunOnce(TaskNode task, Func<object?> function)
    {
        try
        {
            var value = function();
            return new(new TaskEnd(Keep(task, value, _run.Stops.Of(task)), 1));
        }
        catch (Exception thrown)
        {
            return new(new TaskEnd(OutcomeOf(thrown, _run.Stops.Of(task).Terminate), 1));
        }
    }

    private ValueTask<TaskEnd> CallOnce(TaskNode task, Func<TaskContext, ValueTask<object?>> code)
    {
        var call = CallAsync(task, code, 1, _run.Stops.Of(task));
        return call.IsCompletedSuccessfully ? new(new TaskEnd(call.Result, 1)) : AwaitAsync(call);

        static async ValueTask<TaskEnd> AwaitAsync(ValueTask<Outcome> call) => new(await call.ConfigureAwait(false), 1);
    }

    private async Task<TaskEnd> ObserveAsync(TaskNode task)
    {
        using var activity = Telemetry.Start(task, _run.Id);
        var end = await RunPlainAsync(task).ConfigureAwait(false);
        Telemetry.Describe(activity, end);
        return end;
    }

    private async ValueTask<TaskEnd> RunPlainAsync(TaskNode task)
    {
        switch (task.Work)
        {
            case Work.Execute(var service) when task.IsService:
                return await _services.RunAsync(task, service).ConfigureAwait(false);
            case Work.Execute(var command):
                return await _commands.RunAsync(task, command).ConfigureAwait(false);
            case Work.Code(var code):
                return await _attempts.TryAsync(task, (attempt, stopTokens) => OnCodeThread(task, attempt, () => CallAsync(task, code, attempt, stopTokens).AsTask()), task.Settings.Timeout).ConfigureAwait(false);
            case Work.Act(var act):
                return await _attempts.TryAsync(task, (attempt, stopTokens) => OnCodeThread(task, attempt, () => Task.FromResult(Act(task, act, attempt, stopTokens))), task.Settings.Timeout).ConfigureAwait(false);
            default:
                return Done;
        }
    }

    private async ValueTask<Outcome> CallAsync(TaskNode task, Func<TaskContext, ValueTask<object?>> code, int attempt, StopTokens stopTokens)
    {
        try
        {
            var context = new CallContext(task, _run, attempt, stopTokens);
            using var scope = _run.Options.CodeScope?.Invoke(context);
            var value = await code(context).ConfigureAwait(false);
            return Keep(task, value, stopTokens);
        }
        catch (Exception thrown)
        {
            return OutcomeOf(thrown, stopTokens.Terminate);
        }
    }

    private Outcome Keep(TaskNode task, object? value, StopTokens stopTokens)
    {
        if (stopTokens.Kill.IsCancellationRequested)
        {
            return new Outcome.Stopped(); // it was abandoned: its value must not replace that of a later attempt
        }

        _run.Values.Set(_run.Dag.PlaceOf(task), value);
        return Outcome.Success;
    }

    // The first attempt already runs where the scheduler put it. With a time limit it moves, so that the calling thread stays free to watch
    // the clock; after a wait it has lost its thread.
    private Task<Outcome> OnCodeThread(TaskNode task, int attempt, Func<Task<Outcome>> call)
    {
        if (_run.Options.CodeScheduler is { } scheduler && (attempt > 1 || task.Settings.Timeout is not null))
        {
            return Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        }

        return task.Settings.Timeout is null ? call() : Task.Run(call);
    }

    private Outcome Act(TaskNode task, Action act, int attempt, StopTokens stopTokens)
    {
        try
        {
            using var scope = _run.Options.CodeScope?.Invoke(new CallContext(task, _run, attempt, stopTokens));
            act();
            return Outcome.Success;
        }
        catch (Exception thrown)
        {
            return OutcomeOf(thrown, stopTokens.Terminate);
        }
    }

    private static Outcome OutcomeOf(Exception thrown, CancellationToken cancel) =>
        thrown is OperationCanceledException && cancel.IsCancellationRequested ? new Outcome.Stopped() : new Outcome.Threw(thrown);
}
