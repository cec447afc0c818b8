using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Why one task needs another.</summary>
public sealed class WhyTests
{
    private const string Diamonds =
        """
        dagrs:
          a: { name: A, cmd: x }
          b: { name: B, after: a, cmd: x }
          c: { name: C, after: a, cmd: x }
          d: { name: D, after: [ b, c ], cmd: x }
          e: { name: E, after: [ d, a ], cmd: x }
          lone: { name: L, cmd: x }
        """;

    [LongTheory]
    [InlineData("a", "e", "'e' needs 'a' by 3 paths; the shortest:\n  a -> e")]
    [InlineData("b", "e", "'e' needs 'b', by 1 path:\n  b -> d -> e")]
    [InlineData("e", "a", "'a' does not need 'e'; but 'e' needs 'a'")]
    [InlineData("a", "lone", "'lone' does not need 'a'")]
    [InlineData("a", "a", "'a' and 'a' are the same task")]
    public async Task Two_tasks_get_their_answer(string needed, string needing, string answer)
    {
        await DagrsTest.Of(Diamonds, "--why", needed, needing).Prints(answer).RunAsync();
        await DagrsTest.Of(Diamonds, "why", needed, needing).Prints(answer).RunAsync();
    }

    [Fact]
    public Task Unknown_tasks_are_refused() => DagrsTest.Of(Diamonds, "--why", "lona", "zzz").ExitsWith(2).PrintsNothing()
        .Complains("dagrs: error: unknown task 'lona'; did you mean 'lone'?\ndagrs: error: unknown task 'zzz'").RunAsync();

    [LongTheory]
    [InlineData("--why")]
    [InlineData("--why", "a")]
    [InlineData("why", "a")]
    [InlineData("why", "a", "b", "c")]
    public Task Two_tasks_it_must_be(params string[] arguments) => DagrsTest.Of(Diamonds, arguments).ExitsWith(2).PrintsNothing().ComplainsOf("dagrs: error: ").RunAsync();

    // Two to the thousandth.
    [Fact]
    public Task More_paths_than_anybody_reads_are_told_as_a_power_of_ten()
    {
        var rungs = Enumerable.Range(1, 1000).Select(i => $"  l{i}: {{ name: L, after: j{i - 1}, cmd: x }}\n  r{i}: {{ name: R, after: j{i - 1}, cmd: x }}\n  j{i}: {{ name: J, after: [ l{i}, r{i} ] }}\n");
        return DagrsTest.Of("dagrs:\n  j0: { name: J, cmd: x }\n" + string.Concat(rungs), "--why", "j0", "j1000")
            .PrintsSomewhere("'j1000' needs 'j0' by about 10^301 paths; the shortest:\n  j0 -> l1 -> j1 -> ")
            .RunAsync();
    }
}
