// Above 300 lines: one case after the other of one table of rules.
using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>The rules for tasks that run by other conditions than success, before and after all kinds of stops, one by one.</summary>
public sealed class CleanUpTests
{
    [Fact]
    public void Clean_up_in_between_does_not_heal()
    {
        var run = RuleRun.Of(FailureMode.KeepGoing, "a", "k: a | always", "f: k | failure", "b: f");
        run.Start();
        run.Fail("a");
        Assert.Equal("NotRun: 'a' failed", run.FateOf("b"));

        Assert.Equal("k", run.Start());
        run.End("k");
        Assert.Equal("f", run.Start());
    }

    [Fact]
    public void A_skipped_task_still_stands_between_its_neighbours()
    {
        var run = RuleRun.Of("a", "f: a | failure", "b: f");
        run.Start();
        Assert.Equal("Pending", run.FateOf("f"));
        run.End("a");

        Assert.Equal("Skipped: nothing before it failed", run.FateOf("f"));
        Assert.Equal("b", run.Start());
    }

    [Fact]
    public void Clean_up_that_fails_is_a_failure_for_those_after_it()
    {
        var run = RuleRun.Of(FailureMode.KeepGoing, "a", "k: a | always", "b: k", "f: k | failure", "g: k b | always");
        run.Start();
        run.End("a");
        run.Start();
        run.Fail("k");

        Assert.Equal("NotRun: 'k' failed", run.FateOf("b"));
        Assert.Equal("f g", run.Start());
    }

    [Fact]
    public void A_group_in_between_hands_on_what_failed_and_what_started()
    {
        var run = RuleRun.Of("a", "b", "both: a b | group", "k: both | always", "f: both | failure");
        run.Start();
        run.Fail("a");
        Assert.Equal("NotRun: 'a' failed", run.FateOf("both"));
        Assert.Equal("", run.Start()); // b still runs
        run.End("b");

        Assert.Equal("k f", run.Start());
    }

    // A report that will not be made is no reason to take the database away from a test that uses it.
    [Theory]
    [InlineData(FailureMode.Drain)]
    [InlineData(FailureMode.KeepGoing)]
    public void Clean_up_waits_for_all_that_is_before_it_also_behind_one_that_will_not_run(FailureMode mode)
    {
        var run = RuleRun.Of(mode, "db", "quick: db", "slow: db", "report: quick slow", "down: report | always");
        run.Start();
        run.End("db");
        run.Start();
        run.Fail("quick");
        Assert.Equal("NotRun: 'quick' failed", run.FateOf("report"));
        Assert.Equal("", run.Start());
        run.End("slow");

        Assert.Equal("down", run.Start());
    }

    [Fact]
    public void Clean_up_under_fail_fast_waits_until_what_was_stopped_has_ended()
    {
        var run = RuleRun.Of(FailureMode.FailFast, "a", "slow", "k: a | always", "f: a | failure");
        run.Start();
        run.Fail("a");
        Assert.Equal("", run.Start());
        Assert.False(run.Rules.IsCleaningUp);
        run.End("slow", new Outcome.Stopped());

        Assert.Equal("k f", run.Start());
        Assert.True(run.Rules.IsCleaningUp);
    }

    [Fact]
    public void Clean_up_after_a_drained_failure_does_not_wait_for_what_has_nothing_to_do_with_it()
    {
        var run = RuleRun.Of(FailureMode.Drain, "a", "slow", "k: a | always");
        run.Start();
        run.Fail("a");

        Assert.Equal("k", run.Start());
        Assert.False(run.Rules.IsCleaningUp); // its time counts from the end of the last that is none
        run.End("slow");
        Assert.True(run.Rules.IsCleaningUp);
    }

    [Fact]
    public void When_only_canceled_tasks_are_before_it_nothing_has_failed()
    {
        var run = RuleRun.Of(FailureMode.FailFast, "a", "b", "f: b | failure", "k: b | always", "s: b");
        run.Start();
        run.Fail("a");
        run.End("b", new Outcome.Stopped());

        Assert.Equal("Skipped: nothing before it failed", run.FateOf("f"));
        Assert.Equal("NotRun: the run was stopped after 'a' failed", run.FateOf("s"));
        Assert.Equal("k", run.Start());
    }

    [Fact]
    public void After_a_stop_clean_up_needs_something_before_it_that_had_started()
    {
        var run = new RuleRun(RuleGraph.Of("a", "x: a", "y: x", "z: y", "b", "k: b | always", "g: b | group", "l: g | always", "f: b | failure") with { Slots = 1 });
        Assert.Equal("a", run.Start());
        run.Fail("a");

        Assert.Equal("", run.Start());
        Assert.Equal(["b", "k", "g", "l"], new[] { "b", "k", "g", "l" }.Where(id => run.FateOf(id) == "NotRun: the run was stopped after 'a' failed"));
        Assert.Equal("Skipped: nothing before it failed", run.FateOf("f"));
        Assert.Equal(0, run.Rules.Unfinished);
    }

    [Theory]
    [InlineData(TaskState.Skipped)]
    [InlineData(TaskState.UpToDate)]
    public void What_was_passed_over_has_not_started(TaskState state)
    {
        var run = RuleRun.Of("a", "b", "k: b | always");
        run.Start();
        run.Fail("a");
        run.Skip("b", state);

        Assert.Equal("NotRun: the run was stopped after 'a' failed", run.FateOf("k"));
    }

    [Fact]
    public void A_group_that_ran_has_started_nothing()
    {
        var run = RuleRun.Of("a", "b", "g: b | group", "k: g | always");
        run.Start();
        run.Skip("b");
        Assert.Equal("g", run.StartOne());
        run.Fail("a");
        run.End("g");

        Assert.Equal("NotRun: the run was stopped after 'a' failed", run.FateOf("k"));
    }

    [Fact]
    public void A_task_before_which_nothing_is_left_runs_whatever_its_when()
    {
        var run = RuleRun.Of("k | always", "f | failure");

        Assert.Equal("k f", run.Start());
    }

    [Fact]
    public void After_a_stop_it_does_not()
    {
        var run = new RuleRun(RuleGraph.Of("a", "z: a", "k | always", "f | failure") with { Slots = 1 });
        run.Start();
        run.Signal();
        run.End("a", new Outcome.Stopped());

        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("k"));
        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("f"));
    }

    [Fact]
    public void After_a_signal_only_always_starts()
    {
        var run = RuleRun.Of(FailureMode.KeepGoing, "a", "b", "k: a b | always", "f: a b | failure", "s: b");
        run.Start();
        run.Fail("a");
        run.Signal();
        run.End("b", new Outcome.Stopped());

        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("f"));
        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("s"));
        Assert.Equal("k", run.Start());
    }

    [Fact]
    public void A_signal_after_a_failure_is_the_cause_and_takes_back_what_the_failure_let_start()
    {
        var run = new RuleRun(RuleGraph.Of("a", "f: a | failure", "g: a | failure", "k: a | always") with { Slots = 1 });
        run.Start();
        run.Fail("a");
        Assert.Equal("f", run.Start());
        run.Signal();

        Assert.Equal("by SIGINT", run.Rules.Stop?.Words);
        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("g"));
        Assert.Equal("Running", run.FateOf("f"));
        run.End("f");
        Assert.Equal("k", run.Start());
    }

    [Fact]
    public void A_second_stop_changes_nothing()
    {
        var run = RuleRun.Of("a", "k: a | always", "l: k | always");
        run.Start();
        run.Signal();
        run.Stop(new StopCause.Timeout(TimeSpan.FromSeconds(1)));
        run.Signal("SIGTERM");
        run.End("a", new Outcome.Stopped());

        Assert.Equal("by SIGINT", run.Rules.Stop?.Words);
        Assert.Equal(1, run.Rules.Ready);
        Assert.Equal("k", run.Start());
        run.Signal();
        Assert.Equal("", run.Start());
        run.End("k");
        Assert.Equal("l", run.Start());
    }

    [Fact]
    public void A_failure_after_a_signal_is_not_the_cause()
    {
        var run = RuleRun.Of(FailureMode.FailFast, "a", "b: a");
        run.Start();
        run.Signal();
        run.Fail("a");

        Assert.Equal("by SIGINT", run.Rules.Stop?.Words);
        Assert.Equal("NotRun: 'a' failed", run.FateOf("b"));
    }

    [Fact]
    public void When_the_run_is_closed_nothing_starts_any_more_not_even_clean_up()
    {
        var run = RuleRun.Of("a", "b", "k: a | always", "l: k | always", "m: b | always");
        run.Start();
        run.Signal();
        run.End("a", new Outcome.Stopped());
        run.End("b", new Outcome.Stopped());
        Assert.Equal("k", run.StartOne());
        run.Close();

        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("m"));
        Assert.Equal("Pending", run.FateOf("l"));
        run.End("k", new Outcome.Stopped());
        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("l"));
        Assert.Equal(0, run.Rules.Unfinished);
    }

    // The time for clean-up is one for all of it, so none of it waits for another without need.
    [Fact]
    public void All_clean_up_starts_when_what_is_none_has_ended()
    {
        var run = RuleRun.Of("a", "b", "next: b", "k: a | always", "l: next | always");
        run.Start();
        run.Signal();
        run.End("a", new Outcome.Stopped());
        Assert.Equal("", run.Start());
        run.End("b", new Outcome.Stopped());

        Assert.Equal("k l", run.Start());
    }

    [Fact]
    public void Clean_up_after_clean_up_waits_for_it_also_behind_one_that_will_not_run()
    {
        var run = RuleRun.Of("a", "k: a | always", "s: k", "l: s | always");
        run.Start();
        run.Signal();
        run.End("a", new Outcome.Stopped());
        Assert.Equal("k", run.Start());
        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("s"));
        Assert.Equal("", run.Start());
        run.End("k");

        Assert.Equal("l", run.Start());
    }

    [Fact]
    public void A_run_that_is_stopped_before_anything_has_started_starts_nothing()
    {
        var run = RuleRun.Of("a", "k: a | always", "f: a | failure", "s: k");
        run.Signal();

        Assert.Equal("", run.Start());
        Assert.Equal(0, run.Rules.Unfinished);
        Assert.Equal(4, run.Settled.Count);
    }

    [Fact]
    public void What_was_taken_when_a_signal_came_and_may_not_start_any_more_will_never_run()
    {
        var run = RuleRun.Of("a", "f: a | failure");
        run.Start();
        run.Fail("a");
        Assert.Equal("f", run.StartOne());
        run.Signal();
        run.Return("f");

        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("f"));
        Assert.Equal((0, 0), (run.Rules.Unfinished, run.Rules.Running));
    }

    [Fact]
    public void The_clean_up_that_is_announced_after_a_stop_is_that_after_something_that_was_started()
    {
        var run = new RuleRun(RuleGraph.Of("a", "b", "k: a | always", "l: b | always", "m: k | always", "g: a | group", "n: g | always", "f: a | failure") with { Slots = 1 });
        Assert.Equal("a", run.StartOne());
        run.Signal();

        Assert.Equal("k m n", string.Join(' ', run.Rules.CleanUpAhead().Select(task => task.Id).Order()));
    }
}
