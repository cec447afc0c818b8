using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>What services add to the rules of a run, one by one.</summary>
public sealed class ServiceRuleTests
{
    [Fact]
    public void A_service_starts_when_the_first_that_needs_it_is_about_to_run_and_stops_when_the_last_is_over()
    {
        var run = ServiceRun.Of("init", "db: init | service", "a: db", "b: a", "slow");

        Assert.Equal("init slow", run.Start());
        run.End("init");
        Assert.Equal("db", run.Start());
        run.Ready("db");
        Assert.Equal("a", run.Start());
        run.End("a");
        Assert.Equal("", run.Stops());
        Assert.Equal("b", run.Start());
        run.End("b");
        Assert.Equal("db", run.Stops());
        Assert.Equal(TaskState.Succeeded, run.End("db"));
        Assert.Equal("Running", run.FateOf("slow"));
    }

    [Fact]
    public void It_takes_no_slot()
    {
        var run = new ServiceRun(RuleGraph.Of("db | service", "api: db | service", "a: api", "b: api") with { Slots = 1 });

        Assert.Equal("db", run.Start());
        run.Ready("db");
        Assert.Equal("api", run.Start());
        run.Ready("api");
        Assert.Equal("a", run.Start());
        run.End("a");
        Assert.Equal("b", run.Start());
        Assert.Equal((1, 2), (run.Rules.Running, run.Rules.Serving));
    }

    [Fact]
    public void Who_waits_for_it_keeps_no_slot_from_others()
    {
        var run = new ServiceRun(RuleGraph.Of("db | service", "a: db", "b: a", "other") with { Slots = 1 });

        Assert.Equal("db other", run.Start());
    }

    [Fact]
    public void One_that_nobody_needs_in_the_end_is_skipped()
    {
        var run = ServiceRun.Of("db | service", "a: db");
        run.Skip("a", TaskState.UpToDate);

        Assert.Equal("Skipped: nothing that runs needs it", run.FateOf("db"));
        Assert.Equal(0, run.Rules.Unfinished);
    }

    [Fact]
    public void One_that_is_needed_by_nothing_and_not_named_is_skipped() =>
        Assert.Equal("Skipped: nothing that runs needs it", ServiceRun.Of("db | service", "a").FateOf("db"));

    [Fact]
    public void Services_that_are_all_there_is_live_until_the_run_is_stopped_and_stop_in_reverse_order()
    {
        var run = ServiceRun.Of("init", "db: init | service", "api: db | service", "all: db api | group");
        Assert.Equal("init", run.Start());
        run.End("init");
        Assert.Equal("db", run.Start());
        run.Ready("db");
        Assert.Equal("api", run.Start());
        run.Ready("api");
        Assert.Equal("", run.Start());
        Assert.Equal("Succeeded", run.FateOf("all"));
        Assert.Equal("", run.Stops());

        run.Signal();
        Assert.Equal("api", run.Stops());
        Assert.Equal(TaskState.Canceled, run.End("api"));
        Assert.Equal("db", run.Stops());
        Assert.Equal(TaskState.Canceled, run.End("db"));
        Assert.Equal(0, run.Rules.Unfinished);
    }

    [Fact]
    public void What_cleans_up_in_any_case_and_does_not_name_it_starts_when_it_has_stopped()
    {
        var run = ServiceRun.Of("db | service", "it: db", "wipe: it | always", "after: wipe");
        run.Start();
        run.Ready("db");
        run.Start();
        run.End("it");

        Assert.Equal("db", run.Stops());
        Assert.Equal("", run.Start());
        run.End("db");
        Assert.Equal("wipe", run.Start());
        run.End("wipe");
        Assert.Equal("after", run.Start());
    }

    [Fact]
    public void What_cleans_up_and_names_it_keeps_it_until_it_is_over()
    {
        var run = ServiceRun.Of("db | service", "it: db", "dump: it db | always");
        run.Start();
        run.Ready("db");
        run.Start();
        run.End("it", new Outcome.Exited(1));
        Assert.Equal("", run.Stops());
        Assert.Equal("dump", run.Start());
        run.End("dump");
        Assert.Equal("db", run.Stops());
    }

    [Fact]
    public void Naming_a_service_keeps_what_that_one_needs()
    {
        var run = ServiceRun.Of("db | service", "api: db | service", "it: api", "logs: it api | always");
        run.Start();
        run.Ready("db");
        run.Start();
        run.Ready("api");
        run.Start();
        run.End("it");

        Assert.Equal("logs", run.Start());
        run.End("logs");
        Assert.Equal("api", run.Stops());
        run.End("api");
        Assert.Equal("db", run.Stops());
    }

    [Fact]
    public void After_a_signal_tasks_end_first_then_services_in_reverse_order()
    {
        var run = ServiceRun.Of("db | service", "api: db | service", "it: api", "more: it");
        run.Start();
        run.Ready("db");
        run.Start();
        run.Ready("api");
        run.Start();
        run.Signal();

        Assert.Equal("", run.Stops());
        Assert.Equal(TaskState.Canceled, run.End("it", new Outcome.Stopped()));
        Assert.Equal("api", run.Stops());
        run.End("api");
        Assert.Equal("db", run.Stops());
        Assert.Equal(TaskState.Canceled, run.End("db"));
    }

    [Fact]
    public void One_that_ends_by_itself_is_the_one_failure()
    {
        var run = ServiceRun.Of(FailureMode.KeepGoing, "db | service", "a: db", "b: a", "free", "logs: b | always", "seen: free");
        run.Start();
        run.Ready("db");
        run.Start();

        Assert.Equal(TaskState.Failed, run.Dies("db"));
        Assert.Contains(1, run.Ending);
        Assert.Equal(TaskState.Canceled, run.End("a", new Outcome.Exited(1)));
        Assert.Equal("NotRun: service 'db' ended", run.FateOf("b"));
        Assert.Equal("logs", run.Start());
        run.End("free");
        Assert.Equal("seen", run.Start());
    }

    [Fact]
    public void One_whose_process_has_ended_has_failed_also_when_all_that_hold_it_end_before_what_it_left_behind_does()
    {
        var run = ServiceRun.Of(FailureMode.KeepGoing, "db | service", "a: db", "b: a");
        run.Start();
        run.Ready("db");
        run.Start();
        run.Break("db");

        Assert.Contains(1, run.Ending);
        Assert.Equal(TaskState.Canceled, run.End("a", new Outcome.Stopped()));
        Assert.Equal("NotRun: service 'db' ended", run.FateOf("b"));
        Assert.Equal("", run.Stops());
        Assert.Equal(TaskState.Failed, run.Dies("db"));
    }

    [Fact]
    public void A_service_that_holds_it_ends_too_when_it_ends_by_itself()
    {
        var run = ServiceRun.Of("db | service", "api: db | service", "it: api");
        run.Start();
        run.Ready("db");
        run.Start();
        run.Ready("api");
        run.Start();
        run.Dies("db");

        Assert.Equal("", run.Stops());
        Assert.Equal(TaskState.Canceled, run.End("it", new Outcome.Stopped()));
        Assert.Equal("api", run.Stops());
        Assert.Equal(TaskState.Canceled, run.End("api"));
    }

    [Fact]
    public void What_waits_for_one_that_never_gets_ready_does_not_run()
    {
        var run = ServiceRun.Of(FailureMode.KeepGoing, "db | service", "a: db", "dump: a db | failure", "wipe: dump | always");
        Assert.Equal("db", run.Start());

        Assert.Equal(TaskState.Failed, run.End("db", new Outcome.NotReady(TimeSpan.FromSeconds(60), "connection refused")));
        Assert.Equal("NotRun: 'db' failed", run.FateOf("a"));
        Assert.Equal("dump", run.Start());
        run.End("dump");
        Assert.Equal("wipe", run.Start());
    }

    [Fact]
    public void Clean_up_after_failures_that_names_a_service_waits_whether_that_fails()
    {
        var run = ServiceRun.Of(FailureMode.KeepGoing, "db | service", "a: db", "log: db | failure", "dump: db | failure");
        run.Start();
        run.Ready("db");
        Assert.Equal("a", run.Start());
        Assert.Equal("Pending", run.FateOf("log"));

        run.Dies("db");
        Assert.Equal("log dump", run.Start());
    }

    [Fact]
    public void It_does_not_hold_the_service_meanwhile()
    {
        var run = ServiceRun.Of("db | service", "a: db", "log: db | failure");
        run.Start();
        run.Ready("db");
        run.Start();
        run.End("a");

        Assert.Equal("db", run.Stops());
        run.End("db");
        Assert.Equal("Skipped: nothing before it failed", run.FateOf("log"));
    }

    [Fact]
    public void A_service_that_was_not_started_when_the_run_was_stopped_is_not_started_any_more()
    {
        var run = ServiceRun.Of("init", "db: init | service", "a: db", "drop: a db | always");
        run.Start();
        run.Signal();
        run.End("init", new Outcome.Stopped());

        Assert.Equal("NotRun: the run was stopped by SIGINT", run.FateOf("db"));
        Assert.Equal("drop", run.Start());
    }

    [Fact]
    public void Clean_up_that_names_a_service_that_is_starting_waits_for_it_after_a_failure()
    {
        var run = ServiceRun.Of("db | service", "x", "a: db", "drop: x db | always");
        Assert.Equal("x db", run.Start());
        run.End("x", new Outcome.Exited(1));
        Assert.Equal("", run.Start());
        run.Ready("db");
        Assert.Equal("drop", run.Start());
        Assert.Equal("NotRun: the run was stopped after 'x' failed", run.FateOf("a"));
        run.End("drop");
        Assert.Equal("db", run.Stops());
        Assert.Equal(TaskState.Succeeded, run.End("db"));
    }

    [Fact]
    public void A_service_that_was_allowed_to_fail_lets_others_go_on()
    {
        var run = ServiceRun.Of("db | service allowed", "a: db");
        run.Start();
        Assert.Equal(TaskState.FailedAllowed, run.Dies("db"));
        Assert.Equal("a", run.Start());
    }
}
