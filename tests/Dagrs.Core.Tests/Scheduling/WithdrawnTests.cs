using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What becomes of tasks whose inputs change while the run goes on, and of a failure that is known from before: rule by rule.</summary>
public sealed class WithdrawnTests
{
    [Fact]
    public void What_runs_is_to_end_what_comes_after_it_does_not_start_and_the_rest_goes_on()
    {
        var run = RuleRun.Of("a", "b: a", "c: b", "other", "last: other");
        run.Start();
        Assert.Equal("a", run.Withdraw("a"));
        run.End("other");

        Assert.Equal("last", run.Start());
        Assert.Equal(TaskState.Canceled, run.End("a", new Outcome.Stopped()));
        Assert.Equal(("NotRun: 'x' changed", "NotRun: 'x' changed"), (run.FateOf("b"), run.FateOf("c")));
        run.End("last");
        Assert.Null(run.Rules.Stop);
        Assert.Equal(0, run.Rules.Unfinished);
    }

    [Fact]
    public void What_comes_after_one_that_is_over_is_stopped_as_well()
    {
        var run = RuleRun.Of("a", "b: a", "c: b");
        run.Start();
        run.End("a");
        run.Start();

        Assert.Equal("b", run.Withdraw("a"));
        Assert.Equal("NotRun: 'x' changed", run.FateOf("c"));
    }

    [Fact]
    public void One_that_was_ready_is_passed_over_and_one_that_has_not_begun_takes_what_has_changed()
    {
        var run = RuleRun.Of("a", "b: a", "c");
        run.Start();
        run.End("a");
        Assert.Equal("", run.Withdraw("a"));
        Assert.Equal("", run.Start());

        var later = RuleRun.Of("a", "b: a");
        later.Start();
        Assert.Equal("", later.Withdraw("b"));
        later.End("a");
        Assert.Equal("b", later.Start());
    }

    [Fact]
    public void One_that_ends_by_itself_after_all_has_its_own_end()
    {
        var run = RuleRun.Of("a", "b");
        run.Start();
        run.Withdraw("a");
        run.Withdraw("b");

        Assert.Equal(TaskState.Succeeded, run.End("a", Outcome.Success));
        Assert.Null(run.Rules.Stop);
    }

    [Fact]
    public void One_that_was_asked_about_and_has_not_started_does_not_start()
    {
        var run = RuleRun.Of("a", "b: a");
        run.Start();
        run.Withdraw("a");
        run.Return("a");

        Assert.Equal("NotRun: 'x' changed", run.FateOf("a"));
        Assert.Equal(0, run.Rules.Unfinished);
    }

    [Fact]
    public void A_failure_known_from_before_keeps_what_comes_after_it_from_running_and_stops_nothing()
    {
        var run = RuleRun.Of(FailureMode.FailFast, "a", "b: a", "c", "d: c");
        run.Start();

        Assert.Equal(TaskState.Failed, run.End("a", new Outcome.FailedBefore(new Outcome.Exited(1))));
        Assert.Equal("NotRun: 'a' failed", run.FateOf("b"));
        run.End("c");
        Assert.Equal("d", run.Start());
        Assert.Null(run.Rules.Stop);
    }

    [Fact]
    public void A_failure_known_from_before_is_the_kind_that_it_was()
    {
        var run = RuleRun.Of("a", "b | allowed", "c: b");
        run.Start();

        Assert.Equal(TaskState.TimedOut, run.End("a", new Outcome.FailedBefore(new Outcome.TimedOut(TimeSpan.FromSeconds(1)))));
        Assert.Equal(TaskState.FailedAllowed, run.End("b", new Outcome.FailedBefore(new Outcome.Exited(1))));
        Assert.Equal("c", run.Start());
    }
}
