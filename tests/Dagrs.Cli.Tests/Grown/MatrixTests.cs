using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Grown;

/// <summary>Many tasks from one: their ids, their names, who comes after whom, and how they are selected.</summary>
public sealed class MatrixTests
{
    private const int Patience = 240_000; // ms

    private const string File =
        """
        dagrs:
          test:
            name: Test
            matrix:
              os: [ linux, alpine ]
              sdk: [ 8, 3.10 ]
              exclude: [ { os: alpine, sdk: 8 } ]
              include: [ { os: windows, sdk: "9" } ]
            cmd: echo "$os $sdk"
          deploy: { name: Deploy, matrix: { os: [ linux, alpine ] }, after: "test[os=${{ matrix.os }}]", cmd: 'echo "$os: $*"' }
          odd: { name: Odd, matrix: { v: [ "a,b", "it's", "", "[c]" ] }, cmd: 'echo "<$v>"' }
          none: { name: None, matrix: { file: { glob: "*.nope" } }, cmd: echo never }
          after-none: { name: After, after: "none[file=x]", cmd: 'echo "<$1>"' }
          all: { name: All, after: "*" }
        """;

    [Fact(Timeout = Patience)]
    public async Task There_is_a_task_of_each_combination_with_its_values_as_written()
    {
        var ran = await DagrsTest.Of(File, "test").RunAsync();

        Assert.Equal(4, ran.Counts["succeeded"]);
        Assert.Equal(["linux 3.10"], ran.LinesOf("test[os=linux,sdk=3.10]"));
        Assert.Contains("info   Executing Task[name: Test [windows, 9]] test[os=windows,sdk=9]", ran.Lines);
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("test[os=linux]", 2)]
    [InlineData("test[sdk=3.10]", 2)]
    [InlineData("test[sdk=9,os=windows]", 1)]
    [InlineData("test*", 4)]
    [InlineData("odd[v='a,b']", 1)]
    [InlineData("odd[v='it''s']", 1)]
    [InlineData("odd[v='']", 1)]
    [InlineData("odd[v='[c]']", 1)]
    [InlineData("deploy[os=alpine]", 2)]
    public async Task A_choice_of_values_selects(string word, int tasks) => Assert.Equal(tasks, (await DagrsTest.Of(File, word).RunAsync()).Counts["succeeded"]);

    [LongTheory(Timeout = Patience)]
    [InlineData("test[os=linus]", "test[os=linux]")]
    [InlineData("tst[os=linux]", "test[os=linux]")]
    [InlineData("depoly[os=alpine]", "deploy[os=alpine]")]
    public async Task A_choice_of_nothing_is_told_with_what_was_meant(string word, string meant) =>
        await DagrsTest.Of(File, word).ExitsWith(2).PrintsNothing().ComplainsOf($"no task matches '{word}'; did you mean '{meant}'?").RunAsync();

    [Fact(Timeout = Patience)]
    public async Task The_outputs_of_instances_are_numbered_in_their_order() =>
        Assert.Equal(["linux: linux 8 linux 3.10"], (await DagrsTest.Of(File, "deploy[os=linux]").RunAsync()).LinesOf("deploy[os=linux]"));

    [Fact(Timeout = Patience)]
    public async Task An_empty_matrix_is_one_task_that_is_skipped_and_matches_every_choice()
    {
        var ran = await DagrsTest.Of(File, "after-none").RunAsync();

        Assert.Contains("info   Task skipped[name: None]. its matrix is empty", ran.Lines);
        Assert.Equal(["<>"], ran.LinesOf("after-none"));
    }

    [LongFact(Timeout = Patience)]
    public async Task A_list_shows_a_matrix_once() => await DagrsTest.Of(File, "list").PrintsSomewhere("test        Test    [os,sdk]\n").RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task Globs_give_paths_as_the_task_sees_them()
    {
        using var folder = new TempFolder();
        folder.Write("src/a b.sh", "");
        folder.Write("src/sub/-x.sh", "");
        folder.Write("-y.sh", "");
        var ran = await DagrsTest.Of("""
            dagrs:
              here: { name: Here, matrix: { f: { glob: "**/*.sh" } }, cmd: [ ls, "${{ matrix.f }}" ] }
              there: { name: There, dir: src, matrix: { f: { glob: "*" } }, cmd: [ ls, -d, "${{ matrix.f }}" ] }
            """).In(folder).RunAsync();

        Assert.Equal(["./-y.sh", "-y.sh"], [.. ran.LinesOf("here[f=./-y.sh]"), "-y.sh"]);
        Assert.Equal(["src/a b.sh"], ran.LinesOf("here[f=src/a b.sh]"));
        Assert.Equal(["sub/"], ran.LinesOf("there[f=sub/]"));
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("[ '${{ tasks.b.state }}' ]")]
    [InlineData("{ split: '${{ tasks.b.results.r }}' }")]
    [InlineData("{ glob: '${{ matrix.x }}' }")]
    [InlineData("[ 1 ], exclude: [ { x: '${{ tasks.b.state }}' } ]")]
    [InlineData("[ 1 ], include: [ { x: '${{ tasks.none.state }}' } ]")]
    public async Task A_matrix_knows_no_task_and_no_matrix(string values) => await DagrsTest.Of($"dagrs: {{ a: {{ name: A, after: b, matrix: {{ x: {values} }}, cmd: echo }}, b: {{ name: B, results: r, cmd: echo r=1 >> $DAGRS_RESULTS }} }}")
        .ExitsWith(3).PrintsNothing().ComplainsOf("'matrix' of task 'a': the ").RunAsync();

    [LongTheory(Timeout = Patience)]
    [InlineData("{ x: [ 1, 2, 1 ] }", "has the combination [x=1] twice")]
    [InlineData("{ x: [ 1 ], exclude: [ { x: 2 } ] }", "this 'exclude' matches nothing")]
    [InlineData("{ x: [ 1 ], y: [ 1 ], include: [ { x: 2 } ] }", "this 'include' has no 'y'")]
    [InlineData("{ home: [ 1 ] }", "'home'")]
    public async Task A_wrong_matrix_is_one_problem(string matrix, string message) => await DagrsTest.Of($"dagrs: {{ a: {{ name: A, matrix: {matrix}, cmd: echo }} }}", "check")
        .ExitsWith(3).PrintsNothing().ComplainsOf(message).Expect(ran => Assert.Single(ran.Error.Split('\n'), line => line.Contains("error:", StringComparison.Ordinal))).RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task A_cycle_by_way_of_a_matrix_is_told() => await DagrsTest.Of("""
        dagrs:
          a: { name: A, matrix: { x: [ 1, 2 ] }, after: b, cmd: echo }
          b: { name: B, after: a, cmd: echo }
        """, "check").ExitsWith(3).PrintsNothing().ComplainsOf("dependency cycle").RunAsync();

    [LongFact(Timeout = Patience)]
    public async Task Too_many_combinations_are_refused_before_they_are_made()
    {
        var values = string.Join(", ", Enumerable.Range(0, 300));
        await DagrsTest.Of($"dagrs: {{ a: {{ name: A, matrix: {{ x: [ {values} ], y: [ {values} ], z: [ {values} ] }}, cmd: echo }} }}", "check")
            .ExitsWith(3).PrintsNothing().ComplainsOf("has 27,000,000 combinations; at most 10,000 are allowed").RunAsync();
    }
}
