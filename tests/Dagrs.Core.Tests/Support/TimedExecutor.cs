using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>
/// Runs no process: a command ends when the clock has moved as far as its text says. A command of no time ends before it returns.
/// Everything happens on the thread that moves the clock, so that a run is the same each time.
/// </summary>
internal sealed class TimedExecutor(ManualTimeProvider time) : IExecutor
{
    private readonly List<Running> _running = [];
    private readonly List<TimedExecution> _ended = [];

    public int RunningNow => _running.Count;

    public int MostAtOnce { get; private set; }

    /// <summary>What ran, in the order of its ends.</summary>
    public IReadOnlyList<TimedExecution> Ended => _ended;

    public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
    {
        var running = new Running(invocation.Name, TimedCommand.Parse(invocation.Command), time.Elapsed, output, stopTokens);
        _running.Add(running);
        MostAtOnce = Math.Max(MostAtOnce, _running.Count);
        running.Write("begins");
        if (running.Command.Units == 0)
        {
            End(running, running.Command.Outcome);
        }
        else
        {
            running.Timer = time.CreateTimer(_ => End(running, running.Command.Outcome), null, running.Command.Units * TimedCommand.Unit, Timeout.InfiniteTimeSpan);
        }

        return running.Completion.Task;
    }

    public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);

    /// <summary>Ends the commands that were told to end. To be called whenever somebody may have told them.</summary>
    public void HonourStops()
    {
        foreach (var running in _running.Where(running => running.MustEnd).ToList())
        {
            End(running, new Outcome.Stopped());
        }
    }

    private void End(Running running, Outcome outcome)
    {
        running.Timer?.Dispose();
        running.Write("ends");
        _running.Remove(running);
        if (running.Stop.Terminate.IsCancellationRequested)
        {
            outcome = new Outcome.Stopped();
        }

        _ended.Add(new(running.Task, running.Start, time.Elapsed, outcome));
        running.Completion.SetResult(outcome);
    }

    private sealed record Running(string Task, TimedCommand Command, TimeSpan Start, IOutputSink Output, StopTokens Stop)
    {
        public TaskCompletionSource<Outcome> Completion { get; } = new();

        public ITimer? Timer { get; set; }

        public bool MustEnd => Stop.Kill.IsCancellationRequested || (Stop.Terminate.IsCancellationRequested && !Command.IsStubborn);

        public void Write(string word) => Output.Write(OutputChannel.Merged, Encoding.UTF8.GetBytes($"{Task} {word}\n"));
    }
}
