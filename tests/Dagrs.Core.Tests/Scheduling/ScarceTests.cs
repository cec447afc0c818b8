using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What is scarce in a run, rule by rule: who waits, who may pass him, and that nothing is idle that could be used.</summary>
public sealed class ScarceTests
{
    private static RuleRun Of(int slots, params string[] tasks) =>
        new(RuleGraph.Of(tasks) with { Slots = slots, Memory = 10, Totals = new Dictionary<string, long> { ["db"] = 1, ["licence"] = 2 } });

    [Fact]
    public void A_task_takes_the_slots_that_it_says()
    {
        var run = Of(4, "a | cpus=3", "b | cpus=2", "c");

        Assert.Equal("a", run.Start()); // b waits for slots, so c does not pass
        run.End("a");
        Assert.Equal("b c", run.Start());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_task_that_wants_more_slots_than_there_are_runs_alone(int slots)
    {
        var run = Of(slots, "a", "b | cpus=4", "c");

        Assert.Equal("a", run.Start());
        run.End("a");
        Assert.Equal("b", run.Start());
        run.End("b");
        Assert.Equal("c", run.Start());
    }

    [Fact]
    public void A_task_that_wants_more_memory_than_there_is_runs_without_others_that_want_some()
    {
        var run = Of(4, "a | memory=1", "b | memory=99", "c | memory=1");

        Assert.Equal("a", run.Start());
        run.End("a");
        Assert.Equal("b", run.Start());
        run.End("b");
        Assert.Equal("c", run.Start());
    }

    [Fact]
    public void Nobody_passes_a_task_that_waits_for_memory()
    {
        var run = Of(4, "a | memory=6", "b | memory=5", "c | memory=4", "d");

        Assert.Equal("a", run.Start());
        run.End("a");
        Assert.Equal("b c d", run.Start());
    }

    [Fact]
    public void Others_pass_a_task_that_waits_for_what_was_declared()
    {
        var run = Of(4, "a | db=1", "b | db=1", "c | licence=1", "d");

        Assert.Equal("a c d", run.Start());
        run.End("c");
        Assert.Equal("", run.Start());
        run.End("a");
        Assert.Equal("b", run.Start());
    }

    // As long as it waits for the declared one, others may pass; what it lacks besides does not count.
    [Fact]
    public void A_task_that_waits_for_both_is_passed()
    {
        var run = Of(3, "a | db=1", "b | db=1 cpus=3", "c");

        Assert.Equal("a c", run.Start());
        run.End("a");
        Assert.Equal("", run.Start()); // now it is the slots alone
        run.End("c");
        Assert.Equal("b", run.Start());
    }

    [Fact]
    public void One_who_wants_little_passes_one_who_wants_more_of_the_same()
    {
        var run = Of(4, "a | licence=1", "b | licence=2", "c | licence=1");

        Assert.Equal("a c", run.Start());
        run.End("a");
        Assert.Equal("", run.Start());
        run.End("c");
        Assert.Equal("b", run.Start());
    }

    [Fact]
    public void Whoever_is_woken_and_lacks_another_thing_lets_the_next_one_have_his_place()
    {
        var run = Of(4, "a | db=1", "b | licence=2", "c | db=1 licence=1", "d | db=1");
        Assert.Equal("a b", run.Start());
        run.End("a");

        Assert.Equal("d", run.Start()); // c waits for the licence
        run.End("b");
        Assert.Equal("", run.Start()); // and now for the db
        run.End("d");
        Assert.Equal("c", run.Start());
    }

    // Two are free and b wants both; then n, which the same end made ready and which goes first, takes one of them.
    [Fact]
    public void What_was_meant_for_one_who_cannot_have_it_after_all_goes_to_the_next()
    {
        var run = Of(4, "a | licence=2", "b | licence=2", "c | licence=1", "n: a | licence=1", "m: n");
        Assert.Equal("a", run.Start());
        run.End("a");

        Assert.Equal("n c", run.Start());
    }

    [Fact]
    public void What_a_stop_takes_from_those_who_wait_is_there_for_clean_up()
    {
        var run = Of(4, "a | db=1", "b | db=1", "k: a | always db=1", "l: a | always db=1");
        Assert.Equal("a", run.Start());
        run.Signal();
        run.End("a");

        Assert.Equal("k", run.Start());
        run.Signal();
        run.End("k");
        Assert.Equal("l", run.Start());
    }

    [Fact]
    public void A_wave_does_not_begin_while_some_of_the_one_before_wait_for_what_is_scarce()
    {
        var run = new RuleRun(RuleGraph.Of("a | db=1", "b | db=1", "c", "d: c") with { Schedule = Core.Scheduling.Schedule.Waves, Totals = new Dictionary<string, long> { ["db"] = 1 } });

        Assert.Equal("c a", run.Start());
        run.End("c");
        run.End("a");
        Assert.Equal("b", run.Start());
        run.End("b");
        Assert.Equal("d", run.Start());
    }
}
