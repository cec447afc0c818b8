using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Which tasks run when some are asked for, and what they get from those that do not.</summary>
public sealed class SelectionTests
{
    private const string Five =
        """
        dagrs:
          a: { name: A, cmd: echo out-a, tags: [ fast, core ] }
          b: { name: B, after: a, cmd: echo out-b, tags: slow }
          c: { name: C, after: [ a, b ], cmd: 'echo "1=$1 2=$2 n=$#"' }
          d: { name: D, after: [ b, c, a ], cmd: 'echo "1=$1 3=$3 n=$#"' }
          test-x: { name: X, after: c, cmd: echo x }
        """;

    [LongTheory]
    [InlineData("a b c", "c")]
    [InlineData("a b c test-x", "test-*")]
    [InlineData("a", "tag:fast")]
    [InlineData("a b", "tag:slow")]
    [InlineData("a b", "tag:[fs]*")]
    [InlineData("c", "c", "--only")]
    [InlineData("a d", "a", "d", "--only")]
    [InlineData("a c d test-x", "--skip", "b")]
    [InlineData("a c d test-x", "--skip=tag:slow")]
    [InlineData("c d", "--skip", "[ab]", "--skip", "test-?")]
    [InlineData("c", "c", "--skip", "a", "--skip", "b")]
    [InlineData("c d test-x", "--from", "c")]
    [InlineData("a b c", "--until", "c")]
    [InlineData("b c", "--from", "b", "--until", "c")]
    [InlineData("b c d", "d", "--from", "b")]
    public async Task What_is_asked_for_runs_and_nothing_else(string ran, params string[] arguments)
    {
        var test = DagrsTest.Of(Five, [.. arguments, "-j1"]);
        var told = await (arguments.Any(argument => argument is "--only" or "--from") ? test.ComplainsOf("") : test).RunAsync();
        Assert.Equal(ran, string.Join(' ', told.Lines.Where(line => line.StartsWith('[')).Select(line => line[1..line.IndexOf(']')]).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public Task What_is_left_out_gives_an_empty_output_and_the_others_keep_their_numbers() => DagrsTest.Of(Five, "--skip", "b", "-q", "-j1")
        .PrintsLine("[c] 1=out-a 2= n=2")
        .PrintsLine("[d] 1= 3=out-a n=3")
        .RunAsync();

    // 'a' fails, and though 'b' between them is skipped, 'c' must not run.
    [Fact]
    public Task A_failure_is_felt_across_what_is_skipped() => DagrsTest.Of(
        """
        dagrs:
          a: { name: A, cmd: exit 1 }
          b: { name: B, after: a, cmd: echo b }
          c: { name: C, after: b, cmd: echo c }
        """,
        "-k", "--skip", "b").ExitsWith(1).PrintsLine("2 tasks: 1 failed, 1 not-run in {time}").RunAsync();

    [LongTheory]
    [InlineData("dagrs: error: no task matches 'tset-*'; did you mean 'test-x'?", "tset-*")]
    [InlineData("dagrs: error: no task has the tag 'fsat'; did you mean 'tag:fast'?", "tag:fsat")]
    [InlineData("dagrs: error: no task matches 'z*'", "--skip", "z*")]
    [InlineData("dagrs: error: unknown task 'test-y'; did you mean 'test-x'?", "--from", "test-y")]
    [InlineData("dagrs: error: unknown task 'e'\ndagrs: error: no task has the tag 'x'", "--until", "tag:x", "e")]
    [InlineData("dagrs: error: no task is left: all are skipped, or none is between 'from' and 'until'", "--from", "d", "--until", "a")]
    public async Task What_does_not_exist_is_refused_by_every_command(string message, params string[] arguments)
    {
        foreach (var command in new[] { "run", "plan", "graph", "list", "-l" })
        {
            await DagrsTest.Of(Five, [command, .. arguments]).ExitsWith(2).PrintsNothing().Complains(message).RunAsync();
        }
    }

    [Fact]
    public Task A_run_says_what_it_skips_and_that_it_counts_as_succeeded() => DagrsTest.Of(Five, "d", "--skip", "b", "-j1", "-o", "errors-only")
        .Prints(
            """
            info   [Start] -> A -> C -> D -> [End]
            info   Task skipped[name: B]. counts as succeeded, with an empty output
            info   Executing Task[name: A]
            info   Task executed successfully. [name: A] in {time}
            info   Executing Task[name: C]
            info   Task executed successfully. [name: C] in {time}
            info   Executing Task[name: D]
            info   Task executed successfully. [name: D] in {time}
            3 tasks: 3 succeeded in {time}
            """)
        .RunAsync();

    [Fact]
    public Task What_was_not_asked_for_is_not_called_skipped() => DagrsTest.Of(Five, "a").NeverPrints("skipped").RunAsync();

    [Fact]
    public Task Only_needs_a_task() => DagrsTest.Of(Five, "--only").IsRefused("--only needs a TASK: it leaves out the dependencies of that task").RunAsync();
}
