using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>The rules of a run, one by one, without a thread, a clock or a process. Clean-up and what is scarce have tests of their own.</summary>
public sealed class ProgressTests
{
    [Fact]
    public void A_task_starts_when_its_last_predecessor_is_over()
    {
        var run = RuleRun.Of("a", "b", "c: a b");

        Assert.Equal("a b", run.Start());
        run.End("b");
        Assert.Equal("", run.Start());
        run.End("a");
        Assert.Equal("c", run.Start());
    }

    [Fact]
    public void The_one_with_the_longest_way_to_go_starts_first_then_the_one_with_the_fewest_after_it_then_the_one_declared_first() =>
        Assert.Equal("long wide short last", RuleRun.Of("short", "last", "wide", "long", "x: long", "y: x", "z: wide").Start());

    [Fact]
    public void A_run_of_nothing_is_over()
    {
        var run = RuleRun.Of();

        Assert.Equal("", run.Start());
        Assert.Equal((0, 0, 0), (run.Rules.Unfinished, run.Rules.Running, run.Rules.Ready));
    }

    [Theory]
    [InlineData("succeeded", TaskState.Succeeded, TaskState.Succeeded)]
    [InlineData("exited", TaskState.Failed, TaskState.FailedAllowed)]
    [InlineData("killed", TaskState.Failed, TaskState.FailedAllowed)]
    [InlineData("not started", TaskState.Failed, TaskState.FailedAllowed)]
    [InlineData("threw", TaskState.Failed, TaskState.FailedAllowed)]
    [InlineData("timed out", TaskState.TimedOut, TaskState.FailedAllowed)]
    [InlineData("stopped", TaskState.Failed, TaskState.Failed)] // by nobody here
    public void The_state_of_a_task_follows_from_its_outcome(string outcome, TaskState state, TaskState whenAllowed)
    {
        Outcome happened = outcome switch
        {
            "succeeded" => Outcome.Success,
            "exited" => new Outcome.Exited(3),
            "killed" => new Outcome.Killed("SIGSEGV"),
            "not started" => new Outcome.NotStarted("no such file"),
            "threw" => new Outcome.Threw(new InvalidOperationException()),
            "timed out" => new Outcome.TimedOut(TimeSpan.FromSeconds(1)),
            _ => new Outcome.Stopped(),
        };
        var run = RuleRun.Of(FailureMode.KeepGoing, "a", "b | allowed");
        run.Start();

        Assert.Equal(state, run.End("a", happened));
        Assert.Equal(whenAllowed, run.End("b", happened));
    }

    [Fact]
    public void After_a_stop_a_task_that_was_told_to_end_is_canceled_and_one_that_fails_by_itself_has_failed()
    {
        var run = RuleRun.Of("a", "b", "c | allowed");
        run.Start();
        run.Signal();

        Assert.Equal(TaskState.Canceled, run.End("a", new Outcome.Stopped()));
        Assert.Equal(TaskState.Failed, run.Fail("b"));
        Assert.Equal(TaskState.Canceled, run.End("c", new Outcome.Stopped()));
    }

    [Fact]
    public void Clean_up_is_told_to_end_only_when_the_run_is_closed()
    {
        var run = RuleRun.Of("a", "k: a | always", "l: a | always");
        run.Start();
        run.Signal();
        run.End("a", new Outcome.Stopped());
        Assert.Equal("k l", run.Start());

        Assert.Equal(TaskState.Failed, run.End("k", new Outcome.Stopped())); // whoever ended it, it was not dagrs
        run.Close();
        Assert.Equal(TaskState.Canceled, run.End("l", new Outcome.Stopped()));
    }

    [Theory]
    [InlineData(TaskState.Skipped)]
    [InlineData(TaskState.UpToDate)]
    public void What_is_skipped_or_up_to_date_lets_the_next_one_run_and_gives_its_slot_back(TaskState state)
    {
        var run = new RuleRun(RuleGraph.Of("a", "b: a") with { Slots = 1 });
        run.Start();
        run.Skip("a", state);

        Assert.Equal(state, run.StateOf("a"));
        Assert.Equal("b", run.Start());
    }

    [Theory]
    [InlineData(FailureMode.Drain, "", "the run was stopped after 'a' failed")]
    [InlineData(FailureMode.KeepGoing, "d", "")]
    [InlineData(FailureMode.FailFast, "", "the run was stopped after 'a' failed")]
    public void A_failure_does_what_its_mode_says(FailureMode mode, string next, string reason)
    {
        var run = RuleRun.Of(mode, "a", "b", "c: a", "d: b");
        run.Start();
        run.Fail("a");
        Assert.Equal(mode == FailureMode.FailFast, run.Rules.EndsRunning);
        Assert.Equal("NotRun: 'a' failed", run.FateOf("c"));
        run.End("b");

        Assert.Equal(next, run.Start());
        Assert.Equal(reason.Length == 0 ? "Running" : $"NotRun: {reason}", run.FateOf("d"));
    }

    [Theory]
    [InlineData(FailureMode.Drain)]
    [InlineData(FailureMode.KeepGoing)]
    [InlineData(FailureMode.FailFast)]
    public void What_comes_after_a_failure_is_not_run_at_once_however_far_away(FailureMode mode)
    {
        var run = RuleRun.Of(mode, "a", "long", "b: a", "c: b long", "d: c");
        run.Start();
        run.End("a", new Outcome.TimedOut(TimeSpan.FromSeconds(1)));

        Assert.Equal(["NotRun: 'a' failed", "NotRun: 'a' failed", "NotRun: 'a' failed"], new[] { "b", "c", "d" }.Select(run.FateOf));
    }

    [Theory]
    [InlineData(FailureMode.Drain)]
    [InlineData(FailureMode.FailFast)]
    public void The_first_failure_stays_the_cause(FailureMode mode)
    {
        var run = RuleRun.Of(mode, "a", "b", "k: a | always");
        run.Start();
        run.Fail("b");
        run.Fail("a");
        run.Start();
        run.Fail("k");

        Assert.Equal("after 'b' failed", run.Rules.Stop?.Words);
    }

    [Fact]
    public void A_failure_that_is_allowed_is_none()
    {
        var run = RuleRun.Of("a | allowed", "b: a", "f: a | failure");
        run.Start();
        run.Fail("a");

        Assert.Equal("b", run.Start());
        Assert.Equal("Skipped: nothing before it failed", run.FateOf("f"));
    }

    [Fact]
    public void A_wave_starts_when_all_of_the_one_before_are_over()
    {
        var run = new RuleRun(RuleGraph.Of("a", "b", "c: a") with { Schedule = Schedule.Waves });
        run.Start();
        run.End("a");
        Assert.Equal("", run.Start());
        run.End("b");

        Assert.Equal("c", run.Start());
    }

    [Fact]
    public void A_wave_in_which_nothing_runs_is_passed()
    {
        var run = new RuleRun(RuleGraph.Of("a", "f: a | failure", "g: a | failure", "b: f g", "h: b | failure", "c: h") with { Schedule = Schedule.Waves });
        run.Start();
        run.End("a");
        Assert.Equal("b", run.Start());
        run.Skip("b");

        Assert.Equal("c", run.Start());
    }

    [Fact]
    public void Clean_up_keeps_to_its_wave_also_after_a_stop()
    {
        var run = new RuleRun(RuleGraph.Of("a", "b", "k: a | always", "m: b", "l: m | always") with { Schedule = Schedule.Waves });
        run.Start();
        run.Fail("a");
        Assert.Equal("", run.Start());
        run.End("b");
        Assert.Equal("k", run.Start());
        run.End("k");

        Assert.Equal("l", run.Start());
    }

    [LongFact]
    public void A_million_tasks_in_a_chain_need_no_recursion()
    {
        const int Count = 1_000_000;
        var builder = new DagBuilder();
        var last = builder.Add("0", () => { });
        for (var task = 1; task < Count; task++)
        {
            last = builder.AddGroup($"{task}", last);
        }

        var dag = builder.Build();
        var rules = new Progress(dag, FailureMode.Drain, new ReadyTasks(dag, Schedule.Eager, new ResourcePool(dag, 1, () => 1, Resources.None)));
        rules.Begin();
        Assert.True(rules.TryTake(out var first));
        rules.End(first, new Outcome.Exited(1));

        Assert.Equal(0, rules.Unfinished);
    }
}
