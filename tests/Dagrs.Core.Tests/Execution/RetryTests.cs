using Dagrs.Core.Events;
using Dagrs.Core.Execution;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Execution;

/// <summary>Attempts, the waits between them and time limits, by a clock that is moved by hand.</summary>
public sealed class RetryTests
{
    private const int Patience = 300_000; // ms

    private static readonly Outcome Failure = new Outcome.Exited(1);

    private readonly ManualTimeProvider _clock = new();

    [Fact(Timeout = Patience)]
    public async Task Without_a_word_about_it_a_command_is_tried_once()
    {
        var (result, times) = await RunAsync(new TaskSettings(), Failure, Outcome.Success);

        Assert.Equal((TaskState.Failed, 1), (result.State, result.Attempts));
        Assert.Equal([0], times);
    }

    [Fact(Timeout = Patience)]
    public async Task The_maximum_counts_the_attempts_after_the_first()
    {
        var (result, times) = await RunAsync(Retry(new RetryPolicy(2)), Failure, Failure, Failure, Outcome.Success);

        Assert.Equal((TaskState.Failed, 3), (result.State, result.Attempts));
        Assert.Equal([0, 0, 0], times);
    }

    [Fact(Timeout = Patience)]
    public async Task The_first_success_is_the_end()
    {
        var (result, times) = await RunAsync(Retry(new RetryPolicy(5) { Delay = TimeSpan.FromSeconds(3) }), Failure, Outcome.Success);

        Assert.Equal((TaskState.Succeeded, 2), (result.State, result.Attempts));
        Assert.Equal([0, 3], times);
    }

    [Fact(Timeout = Patience)]
    public async Task Each_wait_is_longer_by_the_backoff_up_to_the_longest()
    {
        var policy = new RetryPolicy(5) { Delay = TimeSpan.FromSeconds(1), Backoff = 2, MaxDelay = TimeSpan.FromSeconds(5) };

        var (_, times) = await RunAsync(Retry(policy), Failure, Failure, Failure, Failure, Failure, Failure);

        Assert.Equal([0, 1, 3, 7, 12, 17], times);
    }

    [Fact]
    public void Growth_without_end_of_no_wait_is_no_wait() =>
        Assert.Equal(TimeSpan.Zero, new RetryPolicy(1000) { Backoff = 100 }.DelayBefore(1000, 0.5));

    [Fact]
    public void Growth_without_end_stops_at_the_longest_wait() =>
        Assert.Equal(TimeSpan.FromDays(1), new RetryPolicy(1000) { Backoff = 100, Delay = TimeSpan.FromMilliseconds(1) }.DelayBefore(1000, 0.5));

    [Fact(Timeout = Patience)]
    public async Task A_death_by_signal_is_a_success_where_its_code_is_one()
    {
        var killed = new Outcome.Killed("SIGTERM") { Code = 143 };

        var (covered, _) = await RunAsync(Retry(new RetryPolicy(3)) with { SuccessCodes = [0, 143] }, killed);
        var (other, _) = await RunAsync(new TaskSettings { SuccessCodes = [0, 137] }, killed);

        Assert.Equal((TaskState.Succeeded, 1), (covered.State, covered.Attempts));
        Assert.Equal(TaskState.Failed, other.State);
    }

    [Fact(Timeout = Patience)]
    public async Task The_duration_of_a_task_holds_its_waits()
    {
        var (result, _) = await RunAsync(Retry(new RetryPolicy(1) { Delay = TimeSpan.FromHours(1) }), Failure, Outcome.Success);

        Assert.Equal(TimeSpan.FromHours(1), result.Duration);
    }

    [Fact]
    public void Jitter_leaves_its_share_of_a_wait_to_chance_and_never_more_than_the_longest()
    {
        var policy = new RetryPolicy(1) { Delay = TimeSpan.FromSeconds(10), Jitter = 0.2, MaxDelay = TimeSpan.FromSeconds(11) };

        Assert.Equal([8, 9, 10, 11, 11], new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(chance => policy.DelayBefore(1, chance).TotalSeconds));
    }

    [Fact]
    public void A_wait_never_grows_beyond_a_day()
    {
        var policy = new RetryPolicy(2000) { Delay = TimeSpan.FromSeconds(1), Backoff = 10 };

        Assert.Equal(TimeSpan.FromDays(1), policy.DelayBefore(2000, 0.5));
    }

    [Theory(Timeout = Patience)]
    [InlineData(7, 2)]
    [InlineData(8, 1)]
    public async Task Only_the_given_exit_codes_are_worth_another_attempt(int code, int attempts)
    {
        var (result, _) = await RunAsync(Retry(new RetryPolicy(3) { OnExit = [7] }), new Outcome.Exited(code), Outcome.Success);

        Assert.Equal(attempts, result.Attempts);
    }

    [Fact(Timeout = Patience)]
    public async Task A_signal_is_told_from_others_by_the_code_that_a_shell_has_for_it()
    {
        var killed = new Outcome.Killed("SIGSEGV") { Code = 139 };

        Assert.Equal(1, (await RunAsync(Retry(new RetryPolicy(3) { OnExit = [7] }), killed)).Result.Attempts);
        Assert.Equal(2, (await RunAsync(Retry(new RetryPolicy(3) { OnExit = [139] }), killed, Outcome.Success)).Result.Attempts);
        Assert.Equal(TaskState.FailedAllowed, (await RunAsync(new TaskSettings { AllowFailure = new AllowedFailure([139]) }, killed)).Result.State);
        Assert.Equal(TaskState.Failed, (await RunAsync(new TaskSettings { AllowFailure = new AllowedFailure([7]) }, killed)).Result.State);
    }

    [Fact(Timeout = Patience)]
    public async Task With_given_exit_codes_a_missing_program_is_not_worth_another_attempt()
    {
        Assert.Equal(1, (await RunAsync(Retry(new RetryPolicy(3) { OnExit = [7] }), new Outcome.NotStarted("gone"))).Result.Attempts);
    }

    [Fact(Timeout = Patience)]
    public async Task An_exit_code_that_is_a_success_is_not_tried_again()
    {
        var (result, _) = await RunAsync(Retry(new RetryPolicy(3)) with { SuccessCodes = [0, 3] }, new Outcome.Exited(3));

        Assert.Equal((TaskState.Succeeded, 1), (result.State, result.Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task A_failure_that_is_allowed_is_tried_again_first()
    {
        var (result, _) = await RunAsync(Retry(new RetryPolicy(1)) with { AllowFailure = AllowedFailure.Any }, Failure, Failure);

        Assert.Equal((TaskState.FailedAllowed, 2), (result.State, result.Attempts));
    }

    [Fact(Timeout = Patience)]
    public async Task Each_attempt_knows_its_number()
    {
        var numbers = new List<int>();
        var executor = new ScriptedExecutor(invocation =>
        {
            numbers.Add(invocation.Attempt);
            return Failure;
        });
        await new Scheduler(OneTask(Retry(new RetryPolicy(2))), new RunOptions { Executor = executor, TimeProvider = _clock }).RunAsync();

        Assert.Equal([1, 2, 3], numbers);
    }

    [Fact(Timeout = Patience)]
    public async Task A_run_that_is_stopped_during_a_wait_ends_at_once()
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var executor = new ScriptedExecutor(_ =>
        {
            failed.TrySetResult();
            return Failure;
        });
        var scheduler = new Scheduler(OneTask(Retry(new RetryPolicy(1) { Delay = TimeSpan.FromHours(1) })), new RunOptions { Executor = executor, TimeProvider = _clock });
        var run = scheduler.RunAsync();
        await failed.Task;
        scheduler.Stop(new StopCause.Signal("SIGINT"));
        var report = await run;

        Assert.Equal((TaskState.Canceled, 1), (report.Results[0].State, report.Results[0].Attempts));
        Assert.Equal(TimeSpan.Zero, _clock.Elapsed);
    }

    [Fact(Timeout = Patience)]
    public async Task Each_attempt_has_the_whole_time_limit_and_being_late_is_a_failure_that_is_tried_again()
    {
        var executor = new Patient();
        var settings = Retry(new RetryPolicy(1) { Delay = TimeSpan.FromSeconds(5) }) with { Timeout = TimeSpan.FromSeconds(10) };
        var run = new Scheduler(OneTask(settings), new RunOptions { Executor = executor, TimeProvider = _clock }).RunAsync();
        await MoveUntilAsync(run);
        var result = (await run).Results[0];

        Assert.Equal((TaskState.TimedOut, 2), (result.State, result.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(25), result.Duration);
    }

    [Fact(Timeout = Patience)]
    public async Task What_is_late_and_does_not_end_is_killed_after_the_grace()
    {
        var executor = new Patient { Ends = tokens => tokens.Kill };
        var settings = new TaskSettings { Timeout = TimeSpan.FromSeconds(10) };
        var run = new Scheduler(OneTask(settings), new RunOptions { Executor = executor, TimeProvider = _clock, Grace = TimeSpan.FromSeconds(7) }).RunAsync();
        await MoveUntilAsync(run);
        var result = (await run).Results[0];

        Assert.Equal(TaskState.TimedOut, result.State);
        Assert.Equal(TimeSpan.FromSeconds(17), result.Duration);
    }

    [Fact(Timeout = Patience)]
    public async Task What_tasks_leave_behind_gets_one_grace_and_then_no_timer_is_left()
    {
        var executor = new Untidy();
        var run = new Scheduler(OneTask(new TaskSettings()), new RunOptions { Executor = executor, TimeProvider = _clock, Grace = TimeSpan.FromSeconds(7) }).RunAsync();
        var kill = await executor.Begun;

        Assert.True(_clock.AdvanceToNextTimer());
        Assert.True(kill.IsCancellationRequested);
        Assert.Equal(TimeSpan.FromSeconds(7), _clock.Elapsed);
        Assert.False(_clock.AdvanceToNextTimer());

        executor.End();
        Assert.True((await run).Succeeded);
    }

    [Fact(Timeout = Patience)]
    public async Task The_longest_span_of_time_that_can_be_written_is_one_that_timers_can_wait()
    {
        Assert.Null(Duration.TryParse("720h", out var longest));
        Assert.NotNull(Duration.TryParse("720.1h", out _));
        var options = new RunOptions { Executor = new ScriptedExecutor(_ => Outcome.Success), Timeout = longest, Grace = longest, NewsInterval = longest };

        var report = await new Scheduler(OneTask(new TaskSettings { Timeout = longest }), options).RunAsync();

        Assert.True(report.Succeeded);
    }

    private static TaskSettings Retry(RetryPolicy policy) => new() { Retry = policy };

    private static Dag OneTask(TaskSettings settings)
    {
        var builder = new DagBuilder();
        builder.Add(new TaskSpec("task", "Task", new Work.Execute(new Command.Shell("x"))) { Settings = settings });
        return builder.Build();
    }

    private async Task<(TaskResult Result, double[] Times)> RunAsync(TaskSettings settings, params Outcome[] outcomes)
    {
        var times = new List<double>();
        var executor = new ScriptedExecutor(invocation =>
        {
            times.Add(_clock.Elapsed.TotalSeconds);
            return outcomes[invocation.Attempt - 1];
        });
        var run = new Scheduler(OneTask(settings), new RunOptions { Executor = executor, TimeProvider = _clock }).RunAsync();
        await MoveUntilAsync(run);
        return ((await run).Results[0], [.. times]);
    }

    // Nobody reports, so the only timers are those of the task; what one of them sets going has set the next when it returns. That is so
    // only on a thread without a context, where a test has one.
    private async Task MoveUntilAsync(Task run)
    {
        while (await Task.Run(_clock.AdvanceToNextTimer))
        {
        }

        await run;
    }

    /// <summary>A command that runs until it is told to end.</summary>
    private sealed class Patient : IExecutor
    {
        public Func<StopTokens, CancellationToken> Ends { get; init; } = tokens => tokens.Terminate;

        public async Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens)
        {
            // Not Task.Delay: when that is canceled it goes on elsewhere, and the clock would move meanwhile.
            var told = new TaskCompletionSource();
            await using var registration = Ends(stopTokens).UnsafeRegister(_ => told.TrySetResult(), null).ConfigureAwait(false);
            await told.Task.ConfigureAwait(false);
            return new Outcome.Stopped();
        }

        public Task<int> CleanUpAsync(string run, CancellationToken kill) => Task.FromResult(0);
    }

    /// <summary>Cleans up until it is told that this has an end.</summary>
    private sealed class Untidy : IExecutor
    {
        private readonly TaskCompletionSource<CancellationToken> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<CancellationToken> Begun => _begun.Task;

        public void End() => _end.SetResult(0);

        public Task<Outcome> ExecuteAsync(Invocation invocation, IOutputSink output, StopTokens stopTokens) => Task.FromResult(Outcome.Success);

        public Task<int> CleanUpAsync(string run, CancellationToken kill)
        {
            _begun.SetResult(kill);
            return _end.Task;
        }
    }
}
