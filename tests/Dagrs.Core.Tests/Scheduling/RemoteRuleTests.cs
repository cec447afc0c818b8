using Dagrs.Core.Events;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>Remote tasks, rule by rule: what they take, whom they pass, and when they are brought home.</summary>
public sealed class RemoteRuleTests
{
    private static RuleRun Of(int slots, int places, params string[] tasks) =>
        new(RuleGraph.Of(tasks) with { Slots = slots, MostJobs = places, Memory = 10, Totals = new Dictionary<string, long> { ["db"] = 1, ["licence"] = 2 } });

    [Fact]
    public void Remote_tasks_take_a_place_and_local_ones_a_slot()
    {
        var run = Of(1, 2, "a | remote", "b | remote", "c | remote", "d", "e");

        Assert.Equal("a b d", run.Start());
        Assert.Equal(1, run.Rules.RunningHere);
        run.End("a");
        Assert.Equal("c", run.Start());
        run.End("d");
        Assert.Equal("e", run.Start());
    }

    [Fact]
    public void Whatever_it_says_of_slots_and_memory_takes_none_here()
    {
        var run = Of(2, 9, "a | remote cpus=64 memory=999", "b | remote cpus=64 memory=999", "c | memory=10", "d");

        Assert.Equal("a b c d", run.Start());
    }

    [Fact]
    public void What_was_declared_is_scarce_for_remote_tasks_too()
    {
        var run = Of(4, 9, "a | remote db=1", "b | remote db=1", "c | db=1", "d | remote");

        Assert.Equal("a d", run.Start());
        run.End("a");
        Assert.Equal("b", run.Start());
        run.End("b");
        Assert.Equal("c", run.Start());
    }

    [Fact]
    public void A_remote_task_passes_one_that_waits_for_a_slot()
    {
        var run = Of(1, 9, "a", "b", "c | remote", "d | remote db=1");

        Assert.Equal("a c d", run.Start());
    }

    // Or an endless row of them could keep it from ever having both.
    [Fact]
    public void But_not_when_it_takes_what_that_one_wants_as_well()
    {
        var run = Of(1, 9, "a", "b | db=1", "c | remote db=1", "d | remote licence=1");

        Assert.Equal("a d", run.Start());
        run.End("a");
        Assert.Equal("b", run.Start());
        run.End("b");
        Assert.Equal("c", run.Start());
    }

    [Fact]
    public void Once_that_one_waits_for_something_else_it_may()
    {
        var run = Of(1, 9, "a", "b | licence=1 db=1", "c | remote licence=1", "n: a | remote db=1", "m: n", "x: n");
        Assert.Equal("a", run.Start());
        run.End("a");

        Assert.Equal("n c", run.Start()); // n ranks first and has the db, for which b waits from now on
        run.End("n");
        Assert.Equal("b", run.Start());
    }

    [Fact]
    public void No_wave_begins_while_something_of_the_last_one_runs_remotely()
    {
        var run = new RuleRun(RuleGraph.Of("a | remote", "b", "c: b") with { Schedule = Schedule.Waves });

        Assert.Equal("b a", run.Start());
        run.End("b");
        Assert.Equal("", run.Start());
        run.End("a");
        Assert.Equal("c", run.Start());
    }

    [Fact]
    public void Clean_up_after_a_signal_runs_here_and_takes_a_slot()
    {
        var run = Of(1, 9, "a | remote", "b | remote", "k: a | remote always cpus=2 memory=99", "l: b | remote always");
        Assert.Equal("a b", run.Start());
        run.Signal();
        run.End("a", new Outcome.Stopped());
        run.End("b", new Outcome.Stopped());

        Assert.Equal("k", run.Start());
        Assert.Equal(1, run.Rules.RunningHere);
        run.End("k");
        Assert.Equal("l", run.Start());
    }

    [Fact]
    public void Clean_up_after_the_time_limit_of_the_run_runs_here()
    {
        var run = Of(1, 9, "a | remote", "k: a | remote always");
        run.Start();
        run.Stop(new StopCause.Timeout(TimeSpan.FromSeconds(1)));
        run.End("a", new Outcome.Stopped());

        Assert.Equal("k", run.Start());
        Assert.Equal(1, run.Rules.RunningHere);
    }

    [Fact]
    public void Clean_up_after_a_failure_runs_remotely()
    {
        var run = Of(1, 9, "a | remote", "k: a | remote always", "f: a | remote failure");
        run.Start();
        run.Fail("a");

        Assert.Equal("k f", run.Start());
        Assert.Equal(0, run.Rules.RunningHere);
    }

    [Fact]
    public void What_runs_remotely_when_a_signal_comes_gives_back_what_it_took()
    {
        var run = Of(1, 1, "a", "k: a | remote always", "l: k | always");
        run.Start();
        run.End("a");
        Assert.Equal("k", run.Start());
        run.Signal();
        Assert.Equal(0, run.Rules.RunningHere);
        run.End("k");

        Assert.Equal("l", run.Start());
        Assert.Equal(1, run.Rules.RunningHere);
    }
}
