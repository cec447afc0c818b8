using System.Text;
using Dagrs.Core.Definition;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Resuming;
using Dagrs.Core.State.Runs;

namespace Dagrs.Core.Tests.State.Resuming;

/// <summary>What a run that goes on keeps of the one that was broken off, and why not the rest.</summary>
public sealed class ResumePlanTests
{
    private const string File = """
        dagrs:
          a: { name: A, cmd: "true" }
          b: { name: B, cmd: "true", after: a }
          c: { name: C, cmd: "true", after: b }
          d: { name: D, cmd: "true", after: a }
        """;

    [Fact]
    public void What_succeeded_is_kept_and_what_did_not_runs_again()
    {
        var plan = Plan(File, File, ("a", TaskState.Succeeded), ("b", TaskState.Failed), ("c", TaskState.NotRun), ("d", TaskState.UpToDate));

        Assert.Equal(["a: kept", "b: ended so", "c: ended so", "d: kept"], plan);
    }

    [Fact]
    public void What_comes_after_a_task_that_runs_again_runs_again()
    {
        var plan = Plan(File, File, ("a", TaskState.Running), ("b", TaskState.Succeeded), ("c", TaskState.Succeeded), ("d", TaskState.Pending));

        Assert.Equal(["a: it was running when that run ended", "b: its dependency 'a' runs again", "c: its dependency 'b' runs again", "d: it had not started"], plan);
    }

    [Theory]
    [InlineData("cmd: \"true\", after: a }\n  c", "cmd: \"false\", after: a }\n  c")]
    [InlineData("b: { name: B, ", "b: { name: B, env: { X: y }, ")]
    [InlineData("b: { name: B, ", "b: { name: B, dir: /, ")]
    [InlineData("b: { name: B, ", "b: { name: B, shell: bash, ")]
    [InlineData("b: { name: B, ", "b: { name: B, success-codes: [ 0, 1 ], ")]
    public void A_task_that_is_not_what_it_was_runs_again(string was, string isNow)
    {
        var now = File.Replace(was.Replace("\n  ", "\n  ", StringComparison.Ordinal), isNow, StringComparison.Ordinal);
        Assert.NotEqual(File, now);

        Assert.Equal(["a: kept", "b: its definition changed", "c: its dependency 'b' runs again", "d: kept"], Plan(File, now, AllOf(File)));
    }

    [Theory]
    [InlineData("b: { name: B, ", "b: { name: Better, ")]
    [InlineData("b: { name: B, ", "b: { name: B, tags: [ x ], ")]
    [InlineData("b: { name: B, ", "b: { name: B, timeout: 5s, ")]
    [InlineData("b: { name: B, ", "b: { name: B, retry: 3, ")]
    [InlineData("b: { name: B, ", "b: { name: B, executor: slurm, slurm: { partition: p }, ")]
    public void What_a_task_is_called_and_how_often_it_is_tried_makes_no_difference(string was, string isNow) =>
        Assert.Equal(["a: kept", "b: kept", "c: kept", "d: kept"], Plan(File, File.Replace(was, isNow, StringComparison.Ordinal), AllOf(File)));

    [Fact]
    public void A_task_that_comes_after_another_one_now_is_not_what_it_was() =>
        Assert.Equal(["a: kept", "b: kept", "c: kept", "d: its definition changed"], Plan(File, File.Replace("D, cmd: \"true\", after: a", "D, cmd: \"true\", after: [ a, b ]", StringComparison.Ordinal), AllOf(File)));

    [Fact]
    public void A_new_task_runs() =>
        Assert.Equal(["a: kept", "b: kept", "c: kept", "d: kept", "e: it was not part of that run"], Plan(File, File + "\n  e: { name: E, cmd: \"true\" }\n", AllOf(File)));

    [Fact]
    public void A_login_before_a_logout_that_has_run_runs_again()
    {
        const string sessions = """
            dagrs:
              login: { name: In, cmd: "true" }
              work: { name: Work, cmd: "true", after: login }
              logout: { name: Out, cmd: "true", after: login, when: always }
            """;

        Assert.Equal(
            ["login: 'logout' cleans up after it, and has run", "work: its dependency 'login' runs again", "logout: a task with 'when: always' always runs again"],
            Plan(sessions, sessions, ("login", TaskState.Succeeded), ("work", TaskState.Succeeded), ("logout", TaskState.Succeeded)));
        Assert.Equal(
            ["login: kept", "work: ended so", "logout: a task with 'when: always' always runs again"],
            Plan(sessions, sessions, ("login", TaskState.Succeeded), ("work", TaskState.Canceled), ("logout", TaskState.NotRun)));
    }

    [Fact]
    public void What_a_task_after_it_may_see_must_have_been_kept_whole()
    {
        const string seen = """
            dagrs:
              a: { name: A, cmd: "echo 1" }
              b: { name: B, cmd: "echo $1", after: a }
            """;
        (string, TaskState)[] states = [("a", TaskState.Succeeded), ("b", TaskState.Failed)];

        Assert.Equal("a: its output was not kept, and a dependent may use it", Plan(seen, seen, states)[0]);
        Assert.Equal("a: kept", Plan(seen, seen, new() { ["a"] = new([1], new Dictionary<string, string>()) }, states)[0]);
    }

    [Fact]
    public void A_task_that_says_what_it_reads_is_judged_by_that()
    {
        const string files = """
            dagrs:
              a: { name: A, cmd: "true" }
              b: { name: B, cmd: "true", after: a, inputs: [ x ], outputs: [ y ] }
              c: { name: C, cmd: "true", after: b }
            """;

        Assert.Equal(["a: ended so", "b: by its files", "c: kept"], Plan(files, files, ("a", TaskState.Failed), ("b", TaskState.Succeeded), ("c", TaskState.Succeeded)));
    }

    [Fact]
    public void What_comes_after_a_skipped_task_is_kept_unless_that_task_may_run_now()
    {
        const string file = """
            dagrs:
              s: { name: S, cmd: "true", if: "os == 'none'" }
              y: { name: Y, cmd: "true", after: s }
              z: { name: Z, cmd: "true", after: y }
            """;
        (string, TaskState)[] states = [("s", TaskState.Skipped), ("y", TaskState.Succeeded), ("z", TaskState.Failed)];

        Assert.Equal(["s: runs", "y: kept", "z: ended so"], Plan(file, file, states));
        Assert.Equal(["s: ended so", "y: its dependency 's' runs again", "z: ended so"], Plan(file, file.Replace("os ==", "os !=", StringComparison.Ordinal), states));
        Assert.Equal(["s: its definition changed", "y: its dependency 's' runs again", "z: ended so"], Plan(file, file.Replace("S, cmd: \"true\"", "S, cmd: \"false\"", StringComparison.Ordinal), states));
    }

    [Fact]
    public void What_a_run_that_went_on_had_not_come_to_is_as_the_run_before_left_it()
    {
        (string, TaskState)[] first = [("a", TaskState.Succeeded), ("b", TaskState.Succeeded), ("c", TaskState.Failed), ("d", TaskState.Succeeded)];

        Assert.Equal(["a: kept", "b: kept", "c: ended so", "d: kept"], Again(first, ("a", TaskState.UpToDate), ("b", TaskState.NotRun), ("c", TaskState.NotRun), ("d", TaskState.Pending)));
        Assert.Equal(["a: kept", "b: kept", "c: it had not started", "d: kept"], Again(first, ("a", TaskState.Pending), ("b", TaskState.Pending), ("c", TaskState.Pending), ("d", TaskState.Pending)));
    }

    [Fact]
    public void What_came_after_something_that_ran_in_a_run_that_went_on_runs_again() => Assert.Equal(
        ["a: kept", "b: it was running when that run ended", "c: it had not started", "d: it had not started"],
        Again([("a", TaskState.Succeeded), ("b", TaskState.Succeeded), ("c", TaskState.Succeeded), ("d", TaskState.Succeeded)], ("a", TaskState.Succeeded), ("b", TaskState.Running), ("c", TaskState.Pending), ("d", TaskState.Pending)));

    [Fact]
    public void Without_definitions_nothing_is_kept()
    {
        var dag = Read(File);
        var stored = Stored(dag, AllOf(File)) with { Definitions = [] };
        var plan = new ResumePlan(dag, stored);

        Assert.All(dag.Tasks, task => Assert.False(plan.MayKeep(task.Index)));
    }

    private static (string, TaskState)[] AllOf(string file) => [.. Read(file).Tasks.Select(task => (task.Id, TaskState.Succeeded))];

    private static List<string> Plan(string then, string now, params (string Id, TaskState State)[] states) => Plan(then, now, [], states);

    private static List<string> Plan(string then, string now, Dictionary<string, StoredValue> values, params (string Id, TaskState State)[] states)
    {
        var dag = Read(now);
        return Words(dag, new(dag, Stored(Read(then), states) with { Values = values }));
    }

    // Of a run that went on with another one.
    private static List<string> Again((string Id, TaskState State)[] first, params (string Id, TaskState State)[] second)
    {
        var dag = Read(File);
        return Words(dag, new(dag, Stored(dag, second), new ResumePlan(dag, Stored(dag, first))));
    }

    private static List<string> Words(Dag dag, ResumePlan plan) =>
        [.. dag.Tasks.OrderBy(task => task.Position).Select(task => $"{task.Id}: {(plan.IsJudgedByFiles(task.Index) ? "by its files" : plan.WhyNot(task.Index) ?? (plan.MayKeep(task.Index) ? "kept" : "runs"))}")];

    private static StoredRun Stored(Dag dag, (string Id, TaskState State)[] states)
    {
        var run = new RecordedRun
        {
            Id = "0123456789abcdef",
            Version = "1",
            Start = default,
            Tasks = [.. states.Select(one => new RecordedTask { Id = one.Id, Name = one.Id, Kind = "shell", State = one.State, Words = "ended so" })],
        };
        var definitions = new TaskDefinitions(dag).All();
        return new(RunName.Of(default, run.Id), run, false) { Definitions = [.. states.Select(one => definitions[dag[one.Id].Position])] };
    }

    private static Dag Read(string yaml) => Resolver.Resolve(WorkflowFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(yaml)), "dagrs.yaml"));
}
