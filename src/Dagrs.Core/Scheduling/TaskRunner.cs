using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>Runs one task from its start to its outcome. It does not know when a task may start, nor what its end means for others.</summary>
internal sealed class TaskRunner(IExecutor executor, OutputStore outputs, EventHub events)
{
    private const int LargestArgument = (128 * 1024) - 1; // bytes; Linux: MAX_ARG_STRLEN is 32 pages and counts the final NUL

    public async Task<Outcome> RunAsync(TaskNode task, StopTokens stopTokens)
    {
        switch (task.Work)
        {
            case Work.Join:
                return Outcome.Success;
            case Work.Execute(var command):
                return await ExecuteAsync(task, command, stopTokens).ConfigureAwait(false);
            default:
                throw new InvalidOperationException("BUG: unknown work");
        }
    }

    private async Task<Outcome> ExecuteAsync(TaskNode task, Command command, StopTokens stopTokens)
    {
        var inputs = outputs.For(task.Index);
        foreach (var (predecessor, output) in inputs)
        {
            if (Unpassable(task, predecessor, output) is { } problem)
            {
                return new Outcome.NotStarted(problem);
            }
        }

        var invocation = new Invocation(command)
        {
            Name = task.Id,
            Arguments = [.. inputs.Select(input => input.Output.WithoutLastLineBreak)],
            CapturesOutput = outputs.IsWanted(task.Index),
        };
        var outcome = await executor.ExecuteAsync(invocation, new Sink(task, events), stopTokens).ConfigureAwait(false);
        if (outcome is Outcome.Succeeded succeeded && invocation.CapturesOutput)
        {
            outputs.Keep(task.Index, succeeded.Output);
        }

        return outcome;
    }

    private static string? Unpassable(TaskNode task, TaskNode predecessor, CapturedOutput output)
    {
        if (!output.IsWhole || output.WithoutLastLineBreak.Length > LargestArgument)
        {
            return $"the output of '{OneLine.Of(predecessor.Id)}' is too large to be passed to '{OneLine.Of(task.Id)}': {output.Size} bytes, at most {LargestArgument} fit in an argument; write it to a file instead";
        }

        return output.Bytes.Span.Contains((byte)0)
            ? $"the output of '{OneLine.Of(predecessor.Id)}' cannot be passed to '{OneLine.Of(task.Id)}': it holds a NUL byte, which no argument can; write it to a file instead"
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
