using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Runs one task from its start to its outcome: its inputs, its attempts, its time limit. It does not know when a task may
/// start, nor what its end means for others. Thread-safe.
/// </summary>
internal sealed class TaskRunner(RunScope run)
{
    private static readonly TaskEnd Done = new(Outcome.Success, 1);

    private readonly InvocationMaker _invocations = new(run);

    /// <summary>Asks whether a task runs that must be asked. Never throws for what the asking does.</summary>
    /// <param name="task">The task.</param>
    /// <param name="condition">What is asked, in words.</param>
    public Verdict Decide(TaskNode task, out string condition)
    {
        condition = task.Spec?.Late?.Condition ?? "'If' of its options";
        try
        {
            return task.Spec?.Late?.Decide is { } decide ? decide(run.Past) : new(task.Settings.If!(new CallContext(task, run, 1, run.Stops.Of(task))));
        }
        catch (Exception thrown)
        {
            return new(false, $"its condition has no answer: it {new Outcome.Threw(thrown).Words}");
        }
    }

    /// <summary>True when it is to be asked whether a task is up to date.</summary>
    public bool IsAskedAbout(TaskNode task) => run.Options.Past?.IsAskedAbout(task) == true;

    /// <summary>Asks whether a task has to run; of one that cannot be called there is nothing to ask, and its start tells why.</summary>
    public async ValueTask<Recollection> AskAsync(TaskNode task)
    {
        if (task.Command is not { } command || _invocations.Make(task, command, out _) is not { } invocation)
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

    /// <summary>Runs a task. C# code begins on the calling thread. Never throws for what a task does.</summary>
    public ValueTask<TaskEnd> RunAsync(TaskNode task)
    {
        if (Telemetry.IsListenedTo)
        {
            return new(ObserveAsync(task));
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

    // The way of a task of which nothing was said but its code: nothing is allocated, and nothing but its value in the next one.
    private ValueTask<TaskEnd> RunOnce(TaskNode task, Action act)
    {
        try
        {
            act();
            return new(Done);
        }
        catch (Exception thrown)
        {
            return new(new TaskEnd(OutcomeOf(thrown, run.Stops.Of(task).Terminate), 1));
        }
    }

    private ValueTask<TaskEnd> RunOnce(TaskNode task, Func<object?> function)
    {
        try
        {
            var value = function();
            return new(new TaskEnd(Keep(task, value, run.Stops.Of(task)), 1));
        }
        catch (Exception thrown)
        {
            return new(new TaskEnd(OutcomeOf(thrown, run.Stops.Of(task).Terminate), 1));
        }
    }

    private ValueTask<TaskEnd> CallOnce(TaskNode task, Func<TaskContext, ValueTask<object?>> code)
    {
        var call = CallAsync(task, code, 1, run.Stops.Of(task));
        return call.IsCompletedSuccessfully ? new(new TaskEnd(call.Result, 1)) : AwaitAsync(call);

        static async ValueTask<TaskEnd> AwaitAsync(ValueTask<Outcome> call) => new(await call.ConfigureAwait(false), 1);
    }

    private async Task<TaskEnd> ObserveAsync(TaskNode task)
    {
        using var activity = Telemetry.Start(task, run.Id);
        var end = await RunPlainAsync(task).ConfigureAwait(false);
        Telemetry.Describe(activity, end);
        return end;
    }

    private async ValueTask<TaskEnd> RunPlainAsync(TaskNode task)
    {
        switch (task.Work)
        {
            case Work.Execute(var command):
                return await RunCommandAsync(task, command).ConfigureAwait(false);
            case Work.Code(var code):
                return await TryAsync(task, (attempt, stopTokens) => OnCodeThread(task, attempt, () => CallAsync(task, code, attempt, stopTokens).AsTask())).ConfigureAwait(false);
            case Work.Act(var act):
                return await TryAsync(task, (attempt, stopTokens) => OnCodeThread(task, attempt, () => Task.FromResult(Act(act, stopTokens.Terminate)))).ConfigureAwait(false);
            default:
                return Done;
        }
    }

    private async Task<TaskEnd> RunCommandAsync(TaskNode task, Command command)
    {
        if (_invocations.Make(task, command, out var problem) is not { } invocation)
        {
            return new(new Outcome.NotStarted(problem!), 1);
        }

        var call = run.Options.Past is null ? null : CallOf(task, invocation);
        run.Options.Past?.Begin(task);
        var results = task.Spec is { Results: { Count: > 0 } names } ? new TaskResults(run.Results, names) : null;
        var end = await TryAsync(task, (attempt, stopTokens) => ExecuteAsync(
            Attempt(invocation, attempt, results), SinkOf(task, attempt), stopTokens), results).ConfigureAwait(false);
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

    private Task<Outcome> ExecuteAsync(Invocation invocation, AttemptSink sink, StopTokens stopTokens)
    {
        var outcome = run.Executor.ExecuteAsync(invocation, sink, stopTokens);
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

    private static Invocation Attempt(Invocation invocation, int attempt, TaskResults? results)
    {
        invocation = attempt == 1 ? invocation : invocation with { Attempt = attempt };
        return results is null ? invocation : invocation with { Environment = results.AddTo(invocation.Environment) };
    }

    private async ValueTask<Outcome> CallAsync(TaskNode task, Func<TaskContext, ValueTask<object?>> code, int attempt, StopTokens stopTokens)
    {
        try
        {
            var value = await code(new CallContext(task, run, attempt, stopTokens)).ConfigureAwait(false);
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
            return new Outcome.Stopped(); // it was left to itself: the value must not replace that of a later attempt
        }

        run.Values.Set(run.Dag.PlaceOf(task), value);
        return Outcome.Success;
    }

    // The first attempt begins where the scheduler has put it. One under a time limit leaves that thread free to look at the clock, and
    // one after a wait has lost it.
    private Task<Outcome> OnCodeThread(TaskNode task, int attempt, Func<Task<Outcome>> call)
    {
        if (run.Options.CodeScheduler is { } scheduler && (attempt > 1 || task.Settings.Timeout is not null))
        {
            return Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        }

        return task.Settings.Timeout is null ? call() : Task.Run(call);
    }

    private static Outcome Act(Action act, CancellationToken cancel)
    {
        try
        {
            act();
            return Outcome.Success;
        }
        catch (Exception thrown)
        {
            return OutcomeOf(thrown, cancel);
        }
    }

    private static Outcome OutcomeOf(Exception thrown, CancellationToken cancel) =>
        thrown is OperationCanceledException && cancel.IsCancellationRequested ? new Outcome.Stopped() : new Outcome.Threw(thrown);

    private async Task<TaskEnd> TryAsync(TaskNode task, Func<int, StopTokens, Task<Outcome>> execute, TaskResults? results = null)
    {
        var retry = task.Settings.Retry ?? RetryPolicy.None;
        for (var attempt = 1; ; attempt++)
        {
            var number = attempt;
            var outcome = task.Settings.Timeout is { } limit
                ? await LimitAsync(task, limit, tokens => execute(number, tokens)).ConfigureAwait(false)
                : await execute(attempt, run.Stops.Of(task)).ConfigureAwait(false);
            outcome = Judge(outcome, task.Settings.SuccessCodes);
            outcome = results?.Judge(outcome) ?? outcome;
            if (attempt > retry.Max || !retry.IsWorthwhileAfter(outcome))
            {
                return new(outcome, attempt);
            }

            var delay = retry.DelayBefore(attempt, retry.Jitter > 0 ? Random.Shared.NextDouble() : 0.5);
            run.Events.Publish(new RunEvent.TaskRetrying(task, attempt, outcome, delay));
            if (!await WaitAsync(delay, run.Stops.Of(task).Terminate).ConfigureAwait(false))
            {
                return new(new Outcome.Stopped(), attempt);
            }
        }
    }

    // What an end of its own left of it; it is handed on also where the end was a failure that is allowed.
    private static CapturedOutput? OutputOf(Outcome outcome) => outcome switch
    {
        Outcome.Succeeded succeeded => succeeded.Output,
        Outcome.Exited exited => exited.Output,
        Outcome.Killed killed => killed.Output,
        _ => null,
    };

    private static Outcome Judge(Outcome outcome, IReadOnlyCollection<int>? successCodes) => outcome switch
    {
        Outcome.Exited(var code) { Output: var output } when successCodes?.Contains(code) == true => new Outcome.Succeeded { Output = output },
        Outcome.Killed { Code: var code, Output: var output } when successCodes?.Contains(code) == true => new Outcome.Succeeded { Output = output },
        Outcome.Succeeded { Output: var output } when successCodes?.Contains(0) == false => new Outcome.Exited(0) { Output = output },
        _ => outcome,
    };

    private async Task<bool> WaitAsync(TimeSpan delay, CancellationToken cancel)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, run.Options.TimeProvider, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !cancel.IsCancellationRequested;
    }

    private async Task<Outcome> LimitAsync(TaskNode task, TimeSpan limit, Func<StopTokens, Task<Outcome>> execute)
    {
        using var terminate = CancellationTokenSource.CreateLinkedTokenSource(run.Stops.Of(task).Terminate);
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(run.Stops.Of(task).Kill);
        var isLate = false;
        var clock = run.Options.TimeProvider;
        var graceTimer = clock.CreateTimer(_ => kill.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var graceEnd = graceTimer.ConfigureAwait(false);
        await using var limitEnd = clock.CreateTimer(_ => WhenLate(), null, limit, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        var tokens = new StopTokens(terminate.Token, kill.Token);
        var outcome = task.Work is Work.Execute
            ? await execute(tokens).ConfigureAwait(false)
            : await AbandonAsync(execute, tokens).ConfigureAwait(false);
        return outcome is Outcome.Stopped && isLate && !run.Stops.Of(task).Terminate.IsCancellationRequested ? new Outcome.TimedOut(limit) : outcome;

        void WhenLate()
        {
            isLate = true;
            graceTimer.Change(run.Options.Grace, Timeout.InfiniteTimeSpan);
            try
            {
                terminate.Cancel();
            }
            catch (AggregateException)
            {
                // Thrown by what the task's own code has registered with its token; on a timer's thread it would end the process.
            }
        }
    }

    // An executor ends its command when it is told to kill it. C# code cannot be ended: when the grace is over it is left to itself.
    private static async Task<Outcome> AbandonAsync(Func<StopTokens, Task<Outcome>> execute, StopTokens tokens)
    {
        var abandoned = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = tokens.Kill.UnsafeRegister(_ => abandoned.TrySetResult(new Outcome.Stopped()), null);
        var first = await Task.WhenAny(execute(tokens), abandoned.Task).ConfigureAwait(false);
        return await first.ConfigureAwait(false);
    }
}
