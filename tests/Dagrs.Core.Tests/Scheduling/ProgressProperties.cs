using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Scheduling;

/// <summary>The rules of a run against a model that was written from the design, on random graphs in which everything happens.</summary>
public sealed class ProgressProperties(ITestOutputHelper output)
{
    private static readonly int Graphs = Suite.Cases(all: 1000, few: 150);

    // States, reasons, who is next, what is taken, and one final state for each.
    [Fact]
    public void The_rules_and_the_model_agree_after_each_step() =>
        RuleCase.Check(Graphs, rules => Assert.Equal([], RuleWalk.Through(rules).Violations));

    [Fact]
    public void Clean_up_runs_exactly_when_the_table_says() =>
        RuleCase.Check(Graphs, rules => Assert.Equal([], Wrong(RuleWalk.Through(rules))));

    // A property over walks in which nothing happens would hold as well.
    [Fact]
    public void The_walks_reach_every_end_and_every_limit()
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        RuleCase.Check(500, rules =>
        {
            var walk = RuleWalk.Through(rules);
            var now = walk.Now;
            var kinds = Enumerable.Range(0, walk.Graph.Count).Select(task => $"{walk.Graph.Tasks[task].When} {now.States[task]} {Kind(now.Reasons[task])}")
                .Append($"{walk.Graph.Mode} {(now.Stop is null ? "not stopped" : now.StoppedByFailure ? "stopped by a failure" : "stopped")}")
                .Append(now.IsClosed ? "closed" : "not closed")
                .Append(walk.Passed > 0 ? "somebody ran remotely past one who waited" : "nobody ran remotely past one who waited")
                .Append(walk.BroughtHome > 0 ? "somebody was brought home" : "nobody was brought home")
                .Append(walk.Overtaken > 0 ? "somebody was overtaken" : "nobody was overtaken");
            foreach (var kind in kinds.Distinct())
            {
                seen[kind] = seen.GetValueOrDefault(kind) + 1;
            }
        });

        output.WriteLine(string.Join('\n', seen.Select(count => $"{count.Key}: {count.Value}")));
        var states = new[] { TaskState.Succeeded, TaskState.UpToDate, TaskState.Skipped, TaskState.FailedAllowed, TaskState.Failed, TaskState.TimedOut, TaskState.Canceled };
        var wanted = Enum.GetValues<When>().SelectMany(when => states.Select(state => $"{when} {state} ")).Concat(
        [
            "Success NotRun after a failure", "Success NotRun by the stop", "Always NotRun by the stop", "Failure NotRun by the stop", "Failure Skipped for nothing failed",
            "Drain stopped", "Drain stopped by a failure", "Drain not stopped", "KeepGoing stopped", "KeepGoing not stopped", "FailFast stopped", "FailFast stopped by a failure", "FailFast not stopped",
            "closed", "somebody was overtaken", "somebody ran remotely past one who waited", "somebody was brought home",
        ]);
        Assert.Equal([], wanted.Where(kind => !seen.ContainsKey(kind)));
        Assert.DoesNotContain("KeepGoing stopped by a failure", seen.Keys);
    }

    // By what has become of the tasks before it, near or far, at the end; nothing of the order in which it came about.
    private static IEnumerable<string> Wrong(RuleWalk walk)
    {
        for (var task = 0; task < walk.Graph.Count; task++)
        {
            var before = walk.Graph.Before(task).ToList();
            if (!walk.Graph.Tasks[task].IsCleanUp || before.Count == 0)
            {
                continue;
            }

            var somethingFailed = before.Exists(other => walk.Now.States[other] is TaskState.Failed or TaskState.TimedOut);
            var somethingStarted = before.Exists(other => walk.Now.States[other].WasStarted() && !walk.Graph.Tasks[other].IsGroup);
            var ran = walk.Taken.TryGetValue(task, out var then);
            var mayRun = walk.Graph.Tasks[task].When == When.Always || somethingFailed;
            if (ran && (!mayRun || before.Exists(other => then!.States[other] is TaskState.Pending or TaskState.Running)))
            {
                yield return $"{walk.Graph.Tasks[task].Id} ran, and had to wait or had no reason to";
            }

            if (!ran && mayRun && walk.Now.Stop is null)
            {
                yield return $"{walk.Graph.Tasks[task].Id} did not run, and nobody stopped the run";
            }

            if (!ran && mayRun && somethingStarted && !walk.Now.IsClosed && (walk.Graph.Tasks[task].When == When.Always || walk.Now.StoppedByFailure))
            {
                yield return $"{walk.Graph.Tasks[task].Id} did not run although something before it had started";
            }
        }
    }

    private static string Kind(string? reason) => reason switch
    {
        null => "",
        "nothing before it failed" => "for nothing failed",
        _ => reason.StartsWith('\'') ? "after a failure" : "by the stop",
    };
}
