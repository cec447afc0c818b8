using Dagrs.Console;
using Dagrs.Console.Reporters;
using Dagrs.Console.Running;
using Dagrs.Core;
using Dagrs.Core.Definition;
using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;

namespace Dagrs.Cli.Tests;

/// <summary>What goes wrong in dagrs itself while tasks run: they are ended, and one line tells it.</summary>
public sealed class OwnFaultTests
{
    private readonly MainLoop _loop = new();
    private readonly ObedientExecutor _executor = new();

    [Fact]
    public void What_a_callback_throws_stops_the_run_and_is_told_in_one_line()
    {
        var (scheduler, fault) = Prepare();
        _executor.Started += () => _loop.Post(() => throw new FormatException("two\nlines"));

        var report = _loop.Run(() => scheduler.RunAsync(), fault.Meet);

        Assert.Equal([TaskState.Canceled, TaskState.NotRun], report.Results.Select(result => result.State));
        Assert.Equal("because dagrs itself failed", report.Stop!.Words);
        Assert.StartsWith("dagrs itself failed, please report it: FormatException: two\\nlines at ", fault.Words, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Words!);
    }

    [LongFact]
    public void What_is_thrown_by_who_hears_of_the_stop_keeps_nobody_else_from_hearing_of_it()
    {
        var (scheduler, fault) = Prepare();
        _executor.WhenAsked = () => throw new FormatException("wrong");
        _executor.Started += () => scheduler.Stop(new StopCause.Signal("SIGTERM"));

        var report = _loop.Run(() => scheduler.RunAsync(), fault.Meet);

        Assert.Equal(TaskState.Canceled, report.Results[0].State);
        Assert.StartsWith("dagrs itself failed, please report it: FormatException: wrong at ", fault.Words, StringComparison.Ordinal);
    }

    [LongFact]
    public void A_second_fault_kills_what_still_runs()
    {
        var (scheduler, fault) = Prepare();
        _executor.IsDeaf = true;
        _executor.Started += () =>
        {
            _loop.Post(() => throw new FormatException("first"));
            _loop.Post(() => throw new FormatException("second"));
        };

        var report = _loop.Run(() => scheduler.RunAsync(), fault.Meet);

        Assert.Equal(TaskState.Canceled, report.Results[0].State);
        Assert.Contains("first", fault.Words, StringComparison.Ordinal);
    }

    [LongFact]
    public void A_run_in_which_nothing_goes_wrong_has_no_fault()
    {
        var (scheduler, fault) = Prepare();
        _executor.Started += () => scheduler.Stop(new StopCause.Signal("SIGTERM"));

        _ = _loop.Run(() => scheduler.RunAsync(), fault.Meet);

        Assert.Null(fault.Words);
    }

    [LongFact]
    public void The_exit_code_is_4_whatever_became_of_the_tasks()
    {
        var lost = new LostOutput();
        lost.AddFault("dagrs itself failed");
        Assert.Equal(4, lost.Tell(ExitCode.TaskFailed));
    }

    private (Scheduler Scheduler, OwnFault Fault) Prepare()
    {
        var dag = Resolver.Resolve(WorkflowFile.Parse("dagrs: { a: { name: A, cmd: x }, b: { name: B, after: a, cmd: x } }", "flow.yaml"));
        var scheduler = new Scheduler(dag, new RunOptions { Executor = _executor, TimeProvider = _loop, MainLoop = _loop, Grace = TimeSpan.FromMinutes(5) });
        return (scheduler, new OwnFault(scheduler));
    }

    /// <summary>Its commands run until they are asked to end, or killed.</summary>
    private sealed class ObedientExecutor : IExecutor
    {
        public event Action? Started;

        public bool IsDeaf { get; set; }

        public Action WhenAsked { get; set; } = () => { };

        public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
        {
            var end = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            (IsDeaf ? stopTokens.Kill : stopTokens.Terminate).Register(() => end.TrySetResult(new Outcome.Stopped()));
            stopTokens.Terminate.Register(WhenAsked); // is called before the other
            Started?.Invoke();
            return end.Task;
        }

        public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);
    }
}
