using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Grown;

/// <summary>Named results: what a task may write, and what of it is an error.</summary>
public sealed class ResultTests
{
    private const int Patience = 120_000; // ms

    [Fact(Timeout = Patience)]
    public async Task Lines_and_blocks_are_read_and_the_last_of_equal_names_counts()
    {
        var ran = await DagrsTest.Of("""
            dagrs:
              give: { name: Give, results: [ a, b, c ], cmd: 'printf "a=1\na=2=3\nb<<END\nline 1\n\nline=2\nEND\nc=\n" >> "$DAGRS_RESULTS"' }
              between: { name: Between, after: give }
              take:
                name: Take
                after: between
                env: { A: "${{ tasks.give.results.a }}", B: "<${{ tasks['give'].results.b }}>", C: "${{ default(tasks.give.results.c, 'none') }}" }
                cmd: echo "$A $B $C"
            """).RunAsync();

        Assert.Equal(["2=3 <line 1", "", "line=2> none"], ran.LinesOf("take"));
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("echo", "gave no result 'sha'")]
    [InlineData("echo sha=1 >> $DAGRS_RESULTS; echo sah=2 >> $DAGRS_RESULTS", "gave a result 'sah' that it does not declare; did you mean 'sha'?")]
    [InlineData("echo nonsense > $DAGRS_RESULTS", "'nonsense' is not name=value")]
    [InlineData("echo 'sha<<E' > $DAGRS_RESULTS", "without its end")]
    [InlineData("rm $DAGRS_RESULTS", "is gone, or cannot be read")]
    [InlineData("rm $DAGRS_RESULTS; mkdir $DAGRS_RESULTS", "is gone, or cannot be read")]
    [InlineData("rm $DAGRS_RESULTS; mkfifo $DAGRS_RESULTS", "gave no result 'sha'")]
    [InlineData("rm $DAGRS_RESULTS; ln -s /dev/zero $DAGRS_RESULTS", "gave no result 'sha'")]
    [InlineData("head -c 1100000 /dev/zero > $DAGRS_RESULTS", "gave 1100000 bytes of results; at most 1048576 are allowed")]
    public async Task What_is_no_result_fails_a_task_that_succeeded_otherwise(string command, string words) => await DagrsTest.Of(
        $"dagrs:\n  a:\n    name: A\n    results: [ sha ]\n    cmd: |\n      {command}\n").ExitsWith(1).PrintsSomewhere(words).RunAsync();

    [Fact(Timeout = Patience)]
    public async Task Each_attempt_has_an_empty_file()
    {
        var ran = await DagrsTest.Of("""
            dagrs:
              a:
                name: A
                results: [ n ]
                retry: 2
                cmd: |
                  test ! -s "$DAGRS_RESULTS" || echo dirty
                  echo "n=$DAGRS_ATTEMPT" > "$DAGRS_RESULTS"
                  test "$DAGRS_ATTEMPT" = 2
              b: { name: B, after: a, env: { N: "${{ tasks.a.results.n }}" }, cmd: 'echo "attempt $N"' }
            """).NeverPrints("dirty").RunAsync();

        Assert.Equal(["attempt 2"], ran.LinesOf("b"));
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("--only", "dagrs: warn: left-out tasks have no output: result 'n' in 'b' is empty without 'a'")]
    [InlineData("--from", "dagrs: warn: left-out tasks have no output: result 'n' in 'b' is empty without 'a'")]
    [InlineData("--until", "")]
    public async Task A_result_of_a_task_that_is_left_out_is_empty_and_said_once(string option, string words) => await DagrsTest.Of("""
        dagrs:
          a: { name: A, results: [ n ], cmd: 'echo n=1 >> "$DAGRS_RESULTS"' }
          b: { name: B, after: a, if: "tasks.a.results.n != '2'", env: { N: "${{ tasks.a.results.n }}" }, cmd: 'echo "<$N>"' }
        """, option, "b").Complains(words).RunAsync();
}
