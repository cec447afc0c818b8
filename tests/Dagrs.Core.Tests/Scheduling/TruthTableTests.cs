using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>The tables of docs/format.md, which say whether a task runs, cell by cell: the page is what is promised, and the rules are held against it.</summary>
public sealed class TruthTableTests
{
    private const int Rows = 9; // 8 states, one of them for two reasons

    private static readonly FailureMode[] Modes = [FailureMode.Drain, FailureMode.KeepGoing, FailureMode.FailFast];
    private static readonly When[] Whens = [When.Success, When.Failure, When.Always];

    /// <summary>The state before it, its condition, the mode, whether another task has failed, and what becomes of it.</summary>
    public static TheoryData<string, When, FailureMode, bool, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, When, FailureMode, bool, string>();
            foreach (var row in Page().Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)))
            {
                var otherFailed = row.Length == 1 + (Whens.Length * Modes.Length);
                for (var when = 0; when < Whens.Length; when++)
                {
                    for (var mode = 0; mode < Modes.Length; mode++)
                    {
                        cells.Add(row[0], Whens[when], Modes[mode], otherFailed, row[1 + (otherFailed ? (when * Modes.Length) + mode : when)]);
                    }
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_task_runs_or_not_as_the_page_says(string before, When when, FailureMode mode, bool otherFailed, string becomes)
    {
        var run = Reach(before, when, mode, otherFailed);

        Assert.Equal(StateIn(before), run.StateOf("p"));
        var started = run.Start();
        Assert.Equal(becomes == "runs" ? "t" : "", started);
        Assert.Equal(becomes switch { "runs" => TaskState.Running, "skipped" => TaskState.Skipped, "not-run" => TaskState.NotRun, _ => default }, run.StateOf("t"));
    }

    [Fact]
    public void The_page_has_both_tables_whole()
    {
        string[] states = ["succeeded", "up-to-date", "skipped", "failed, allowed", "failed", "timed-out", "canceled", "not-run (something before it failed)", "not-run (the run was stopped)"];

        Assert.Equal([.. states, .. states], Page().Select(line => line.Split('|')[1].Trim()));
        Assert.Equal(2 * Rows * Whens.Length * Modes.Length, Cells.Count);
        Assert.All(Cells, cell => Assert.Contains(cell[^1], new[] { "runs", "skipped", "not-run" }));
    }

    [Fact]
    public void After_a_signal_only_always_starts()
    {
        foreach (var mode in Modes)
        {
            foreach (var when in Whens)
            {
                foreach (var (before, outcome) in new (string, Outcome)[] { ("succeeded", Outcome.Success), ("failed", new Outcome.Exited(1)), ("canceled", new Outcome.Stopped()) })
                {
                    var run = RuleRun.Of(mode, "p", $"t: p | {when.Word()}");
                    run.Start();
                    run.Signal();
                    run.End("p", outcome);

                    Assert.Equal((when, before, when == When.Always ? "t" : ""), (when, before, run.Start()));
                }
            }
        }
    }

    private static IEnumerable<string> Page() => File.ReadLines(Path.Combine(Repository.Root, "docs", "format.md"))
        .SkipWhile(line => line != "## Whether a task runs")
        .Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| before it", StringComparison.Ordinal));

    private static TaskState StateIn(string before) => before.Split(" (")[0] switch
    {
        "succeeded" => TaskState.Succeeded,
        "up-to-date" => TaskState.UpToDate,
        "skipped" => TaskState.Skipped,
        "failed, allowed" => TaskState.FailedAllowed,
        "failed" => TaskState.Failed,
        "timed-out" => TaskState.TimedOut,
        "canceled" => TaskState.Canceled,
        _ => TaskState.NotRun,
    };

    /// <summary>Brings <c>p</c> into its state; <c>t</c> comes after it, <c>x</c> is the other one that fails.</summary>
    private static RuleRun Reach(string before, When when, FailureMode mode, bool otherFailed)
    {
        // The one that fails has the longest way to go, so that it starts first.
        string[] other = otherFailed ? ["x", "x1: x", "x2: x1", "x3: x2"] : [];
        var isAfterFailure = before == "not-run (something before it failed)";
        var isStopped = before == "not-run (the run was stopped)";
        var graph = RuleGraph.Of([.. other, .. isAfterFailure ? ["b"] : Array.Empty<string>(), $"p{(isAfterFailure ? ": b" : "")}{(before == "failed, allowed" ? " | allowed" : "")}", $"t: p | {when.Word()}"]);
        var run = new RuleRun(graph with { Mode = mode, Slots = isStopped && otherFailed ? 1 : 2 });
        if (!isStopped || otherFailed)
        {
            run.Start();
        }

        if (otherFailed)
        {
            run.Fail("x");
        }

        Happen(run, before);
        return run;
    }

    private static void Happen(RuleRun run, string before)
    {
        switch (before)
        {
            case "succeeded":
                run.End("p");
                break;
            case "up-to-date" or "skipped":
                run.Skip("p", StateIn(before));
                break;
            case "timed-out":
                run.End("p", new Outcome.TimedOut(TimeSpan.FromSeconds(1)));
                break;
            case "failed, allowed" or "failed":
                run.Fail("p");
                break;
            case "not-run (something before it failed)":
                run.Fail("b");
                break;
            case "not-run (the run was stopped)" when run.Rules.Stop is null:
                run.Signal();
                break;
            case "canceled":
                if (!run.Rules.EndsRunning)
                {
                    run.Signal();
                }

                run.End("p", new Outcome.Stopped());
                break;
        }
    }
}
