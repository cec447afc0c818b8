using System.Collections.Concurrent;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>Runs no process: the test waits for a command to start and ends it by hand. Thread-safe.</summary>
internal sealed class ControlledExecutor : IExecutor
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Controlled>> _started = new();

    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        var controlled = new Controlled(invocation, output, stopTokens);
        Source(invocation.Name).SetResult(controlled);
        return controlled.Outcome;
    }

    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);

    /// <summary>The command of a task, once it has started.</summary>
    public Task<Controlled> Started(string task) => Source(task).Task;

    private TaskCompletionSource<Controlled> Source(string task) =>
        _started.GetOrAdd(task, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>A command in the hand of the test.</summary>
    internal sealed class Controlled(Invocation invocation, IOutputSink output, StopTokens stop)
    {
        private readonly TaskCompletionSource<Outcome> _outcome = new();

        public Task<Outcome> Outcome => _outcome.Task;

        public Invocation Invocation => invocation;

        public IOutputSink Output => output;

        public bool IsKilled => stop.Kill.IsCancellationRequested;

        /// <summary>Ends when the command is told to end.</summary>
        public Task Terminated => Requested(stop.Terminate);

        /// <summary>Ends when the command is killed.</summary>
        public Task Killed => Requested(stop.Kill);

        public void End(Outcome outcome) => _outcome.SetResult(outcome);

        private static Task Requested(CancellationToken token)
        {
            var requested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            token.Register(requested.SetResult);
            return requested.Task;
        }
    }
}
