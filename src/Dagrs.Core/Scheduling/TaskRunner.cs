using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Runs one task from its start to its outcome: its inputs, its attempts, its time limit. It does not know when a task may
/// start, nor what its end means for others.
/// </summary>
internal sealed class TaskRunner(IExecutor executor, OutputStore outputs, EventHub events, RunOptions options, string run)
{
    private const int LargestArgument = (128 * 1024) - 1; // bytes; Linux: MAX_ARG_STRLEN is 32 pages and counts the final NUL

    /// <summary>Never throws for what a command does.</summary>
    public async Task<TaskEnd> RunAsync(TaskNode task, StopTokens stopTokens)
    {
        if (task.Work is not Work.Execute(var command))
        {
            return new(Outcome.Success, 1);
        }

        var inputs = outputs.For(task.Index);
        foreach (var (predecessor, output) in inputs)
        {
            if (Unpassable(task, predecessor, output) is { } problem)
            {
                return new(new Outcome.NotStarted(problem), 1);
            }
        }

        var invocation = new Invocation(command)
        {
            Name = task.Id,
            Run = run,
            Arguments = inputs.Count == 0 ? [] : [.. inputs.Select(input => input.Output.WithoutLastLineBreak)],
            CapturesOutput = outputs.IsWanted(task.Index),
            EndsInPlace = true,
            Directory = task.Settings.Directory,
            Environment = task.Settings.Environment,
        };
        var end = await TryAsync(task, invocation, stopTokens).ConfigureAwait(false);
        if (end.Outcome is Outcome.Succeeded { Output: var kept } && invocation.CapturesOutput)
        {
            outputs.Keep(task.Index, kept);
        }

        return end;
    }

    private async Task<TaskEnd> TryAsync(TaskNode task, Invocation invocation, StopTokens stopTokens)
    {
        var retry = task.Settings.Retry ?? RetryPolicy.None;
        var sink = new Sink(task, events);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await AttemptAsync(task.Settings, invocation with { Attempt = attempt }, sink, stopTokens).ConfigureAwait(false);
            if (attempt > retry.Max || !retry.IsWorthwhileAfter(outcome))
            {
                return new(outcome, attempt);
            }

            var delay = retry.DelayBefore(attempt, retry.Jitter > 0 ? Random.Shared.NextDouble() : 0.5);
            events.Publish(new RunEvent.TaskRetrying(task, attempt, outcome, delay));
            if (!await WaitAsync(delay, stopTokens.Terminate).ConfigureAwait(false))
            {
                return new(new Outcome.Stopped(), attempt);
            }
        }
    }

    private async Task<bool> WaitAsync(TimeSpan delay, CancellationToken cancel)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, options.TimeProvider, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !cancel.IsCancellationRequested;
    }

    private async Task<Outcome> AttemptAsync(TaskSettings settings, Invocation invocation, Sink sink, StopTokens stopTokens)
    {
        var outcome = settings.Timeout is { } limit
            ? await LimitAsync(limit, invocation, sink, stopTokens).ConfigureAwait(false)
            : await executor.ExecuteAsync(invocation, sink, stopTokens).ConfigureAwait(false);
        if (settings.SuccessCodes is not { } codes)
        {
            return outcome;
        }

        return outcome switch
        {
            Outcome.Exited(var code) { Output: var output } when codes.Contains(code) => new Outcome.Succeeded { Output = output },
            Outcome.Succeeded when !codes.Contains(0) => new Outcome.Exited(0),
            _ => outcome,
        };
    }

    private async Task<Outcome> LimitAsync(TimeSpan limit, Invocation invocation, Sink sink, StopTokens stopTokens)
    {
        using var terminate = CancellationTokenSource.CreateLinkedTokenSource(stopTokens.Terminate);
        using var kill = CancellationTokenSource.CreateLinkedTokenSource(stopTokens.Kill);
        var isLate = false;
        var clock = options.TimeProvider;
        await using var limitTimer = clock.CreateTimer(_ => { isLate = true; terminate.Cancel(); }, null, limit, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        await using var graceTimer = clock.CreateTimer(_ => kill.Cancel(), null, limit + options.Grace, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        var outcome = await executor.ExecuteAsync(invocation, sink, new(terminate.Token, kill.Token)).ConfigureAwait(false);
        return outcome is Outcome.Stopped && isLate && !stopTokens.Terminate.IsCancellationRequested ? new Outcome.TimedOut(limit) : outcome;
    }

    private static string? Unpassable(TaskNode task, TaskNode predecessor, CapturedOutput output)
    {
        if (!output.IsWhole || output.WithoutLastLineBreak.Length > LargestArgument)
        {
            return $"the output of '{predecessor.Id}' is too large to be passed to '{task.Id}': {output.Size} bytes, and an argument holds at most {LargestArgument}; write it to a file instead";
        }

        return output.Bytes.Span.Contains((byte)0)
            ? $"the output of '{predecessor.Id}' cannot be passed to '{task.Id}': it holds a NUL byte, which no argument can; write it to a file instead"
            : null;
    }

    private sealed class Sink(TaskNode task, EventHub events) : IOutputSink
    {
        public void Write(OutputChannel channel, ReadOnlySpan<byte> bytes)
        {
            if (events.IsWatched)
            {
                events.Publish(new RunEvent.TaskOutput(task, channel, bytes.ToArray()));
            }
        }

        public void Warn(string message) => events.Publish(new RunEvent.TaskWarned(task, message));
    }
}
