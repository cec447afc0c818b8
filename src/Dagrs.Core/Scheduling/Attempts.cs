using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Runs the attempts of a task: each within its time limit, with a wait before each retry the task may have. It does not know what an attempt does.
/// Thread-safe.
/// </summary>
/// <param name="run">The run.</param>
internal sealed class Attempts(RunScope run)
{
    /// <summary>Runs attempts until the task has finished.</summary>
    /// <param name="task">The task.</param>
    /// <param name="execute">Makes an attempt, given its number from 1.</param>
    /// <param name="limit">How long an attempt may take; null: no limit, or <paramref name="execute"/> enforces it.</param>
    /// <param name="results">Judges the results of an attempt; null: it has none.</param>
    public async Task<TaskEnd> TryAsync(TaskNode task, Func<int, StopTokens, Task<Outcome>> execute, TimeSpan? limit, TaskResults? results = null)
    {
        var retry = task.Settings.Retry ?? RetryPolicy.None;
        for (var attempt = 1; ; attempt++)
        {
            var number = attempt;
            var outcome = limit is { } time
                ? await LimitAsync(task, time, tokens => execute(number, tokens)).ConfigureAwait(false)
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
                // Thrown by a callback that the task's own code registered with its token; on a timer thread it would crash the process.
            }
        }
    }

    // An executor ends its command when told to kill it. C# code cannot be killed: after the grace period it is abandoned.
    private static async Task<Outcome> AbandonAsync(Func<StopTokens, Task<Outcome>> execute, StopTokens tokens)
    {
        var abandoned = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = tokens.Kill.UnsafeRegister(_ => abandoned.TrySetResult(new Outcome.Stopped()), null);
        var first = await Task.WhenAny(execute(tokens), abandoned.Task).ConfigureAwait(false);
        return await first.ConfigureAwait(false);
    }
}
