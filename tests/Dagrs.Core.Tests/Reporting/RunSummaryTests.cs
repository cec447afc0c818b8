using System.Text;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting;
using Dagrs.Core.Tests.Support;
using FsCheck.Fluent;

namespace Dagrs.Core.Tests.Reporting;

/// <summary>The last thing on the screen.</summary>
public sealed class RunSummaryTests
{
    [Fact]
    public void A_failure_is_told_with_all_that_helps()
    {
        var builder = new DagBuilder();
        var origin = new Origin("ci/flow.yaml", new Place(7, 3, 8));
        var build = builder.Add(new TaskSpec("build", "Build it", new Work.Execute(new Command.Shell("make all\necho done\n"))) { Origin = origin });
        var lint = builder.Add(Nodes.Run("lint", "lint", "--all", "src dir"));
        var test = builder.Add(Nodes.Sh("test", "make test"), build);
        var ship = builder.Add(new TaskSpec("ship", "Ship it", Work.Join.Instance), test);
        var docs = builder.Add(Nodes.Sh("docs", "make docs"));
        var dag = builder.Build();
        var stop = new StopCause.Failure(build);
        var report = Report(
            dag,
            stop,
            TimeSpan.FromSeconds(2.25),
            new(build, TaskState.Failed) { Outcome = new Outcome.Exited(3), Duration = TimeSpan.FromSeconds(1.5) },
            new(lint, TaskState.Canceled) { Outcome = new Outcome.Stopped(), Duration = TimeSpan.FromSeconds(2) },
            new(test, TaskState.NotRun) { Reason = new NotRunReason.AfterFailure(build) },
            new(ship, TaskState.NotRun) { Reason = new NotRunReason.AfterFailure(build) },
            new(docs, TaskState.NotRun) { Reason = new NotRunReason.RunStopped(stop) });
        var summary = Summary(report, Output(build, "compiling\n\e[31merror\e[0m: no\n"), Output(lint, "never shown\n"));

        Assert.Equal(
            """

            failed: 'build' (Build it) exited with code 3 after 1.50 s
              at ci/flow.yaml:7
              command: make all
                       echo done
              output:
                compiling
                error: no

            canceled: 'lint' after 2.00 s: the run was stopped after 'build' failed
            not run because 'build' failed: 'test', 'ship' (Ship it)
            not run because the run was stopped after 'build' failed: 'docs'

            """,
            summary.FailureScreen(report));
        Assert.Equal("5 tasks: 1 failed, 1 canceled, 3 not-run in 2.25 s", RunSummary.CountsLine(report));
        Assert.Equal(5, summary.Finished);
    }

    [Fact]
    public void Of_a_long_output_the_last_twenty_lines_are_told()
    {
        var dag = Nodes.Graph("a");
        var report = Report(dag, null, TimeSpan.Zero, new TaskResult(dag.Tasks[0], TaskState.Failed) { Outcome = new Outcome.Killed("SIGSEGV") });
        var screen = Summary(report, [.. Enumerable.Range(1, 1000).Select(i => Output(dag.Tasks[0], $"line {i}\n"))]).FailureScreen(report);

        Assert.Contains("failed: 'a' killed by SIGSEGV after 0 ms\n  last 20 lines of output:\n    line 981\n", screen, StringComparison.Ordinal);
        Assert.EndsWith("    line 1000\n\n", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_success_needs_no_screen()
    {
        var dag = Nodes.Graph("a");
        var report = Report(dag, null, TimeSpan.FromMilliseconds(12.4), new TaskResult(dag.Tasks[0], TaskState.Succeeded));

        Assert.Equal("", Summary(report).FailureScreen(report));
        Assert.Equal("1 task: 1 succeeded in 12 ms", RunSummary.CountsLine(report));
    }

    [Fact]
    public void The_counts_add_up_whatever_became_of_the_tasks()
    {
        var states = Gen.NonEmptyListOf(Gen.Elements<TaskState>(StateWords.Final));
        RandomFile.Check(states, 200, ends =>
        {
            var dag = Nodes.Graph([.. ends.Select((_, task) => $"t{task}")]);
            var report = Report(dag, null, TimeSpan.Zero, [.. ends.Select((state, task) => new TaskResult(dag.Tasks[task], state))]);

            var words = RunSummary.CountsLine(report).Split(" in ")[0].Split(':');

            var counts = words[1].Split(", ").Where(part => char.IsDigit(part.Trim()[0])).Select(part => int.Parse(part.Trim().Split(' ')[0])).ToList();
            Assert.Equal($"{ends.Count} task{(ends.Count == 1 ? "" : "s")}", words[0]);
            Assert.Equal(ends.Count, counts.Sum());
            Assert.Equal(ends.Distinct().Count(), counts.Count);
        });
    }

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(12.4, "12 ms")]
    [InlineData(999.4, "999 ms")]
    [InlineData(999.6, "1.00 s")]
    [InlineData(1240, "1.24 s")]
    [InlineData(59_990, "59.99 s")]
    [InlineData(59_996, "1 m 00 s")]
    [InlineData(125_000, "2 m 05 s")]
    [InlineData(3_599_400, "59 m 59 s")]
    [InlineData(3_599_900, "1 h 00 m")]
    [InlineData(3_720_000, "1 h 02 m")]
    [InlineData(90_000_000, "25 h 00 m")]
    public void A_time_is_told_in_the_unit_that_fits(double milliseconds, string words) =>
        Assert.Equal(words, Times.Words(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Every_final_state_has_a_word_of_its_own()
    {
        TaskState[] open = [TaskState.Pending, TaskState.Running];
        Assert.Equal(Enum.GetValues<TaskState>().Except(open).Order(), StateWords.Final.Order());
        Assert.Distinct(Enum.GetValues<TaskState>().Select(state => state.Word()));
    }

    private static RunReport Report(Dag dag, StopCause? stop, TimeSpan duration, params TaskResult[] results)
    {
        var time = new ManualTimeProvider();
        var record = new RunRecord(dag, time);
        record.Begin();
        foreach (var result in results)
        {
            record.Finish(result.Task.Index, result.State, (object?)result.Outcome ?? result.Reason, 1, result.Duration.Ticks);
        }

        time.Advance(duration);
        return new RunReport(record, _ => null, stop);
    }

    private static RunSummary Summary(RunReport report, params RunEvent[] before)
    {
        var summary = new RunSummary();
        foreach (var happened in before.Concat(report.Results.Select(result => new RunEvent.TaskFinished(result))))
        {
            summary.Report(happened);
        }

        return summary;
    }

    private static RunEvent.TaskOutput Output(TaskNode task, string text) => new(task, OutputChannel.Merged, Encoding.UTF8.GetBytes(text));
}
