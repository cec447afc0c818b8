using System.Text;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Files of a size that shows a recursion, a quadratic loop, or memory that grows without end.</summary>
public sealed class ScaleTests
{
    private const int Many = 100_000;

    [LongFact]
    public Task A_chain_of_a_hundred_thousand_tasks_declared_backwards_is_checked() => Soon(Backwards().Append($"  t{Many}: {{ name: T, cmd: 'true' }}\n").ToString(), 0, "");

    [LongFact]
    public Task A_loop_of_a_hundred_thousand_tasks_is_found() =>
        Soon(Backwards().Append($"  t{Many}: {{ name: T, cmd: 'true', after: t0 }}\n").ToString(), 3, "error: dependency cycle: ");

    [LongFact]
    public Task Diamonds_in_a_row_are_checked()
    {
        var text = new StringBuilder("dagrs:\n  d0: { name: D, cmd: 'true' }\n");
        for (var i = 1; i < 10_000; i++)
        {
            text.Append($"  l{i}: {{ name: L, cmd: 'true', after: d{i - 1} }}\n  r{i}: {{ name: R, cmd: 'true', after: d{i - 1} }}\n  d{i}: {{ name: D, cmd: 'true', after: [ l{i}, r{i} ] }}\n");
        }

        return Soon(text.ToString(), 0, "");
    }

    [LongFact]
    public Task Three_hundred_tasks_after_each_of_three_hundred_are_checked()
    {
        var text = new StringBuilder("dagrs:\n");
        for (var i = 0; i < 300; i++)
        {
            text.Append($"  a{i}: {{ name: A, cmd: 'true' }}\n  b{i}: {{ name: B, cmd: 'true', after: [ {string.Join(", ", Enumerable.Range(0, 300).Select(j => $"a{j}"))} ] }}\n");
        }

        return Soon(text.ToString(), 0, "");
    }

    [LongFact]
    public Task A_hundred_thousand_unknown_names_are_told() =>
        Soon("dagrs:\n" + string.Concat(Enumerable.Range(0, Many).Select(i => $"  task{i}: {{ name: T, cmd: 'true', after: tesk{i} }}\n")), 3, "which does not exist");

    [LongFact]
    public Task A_group_of_ten_thousand_groups_runs() => DagrsTest.Of(
        "dagrs:\n  first: { name: First, cmd: 'true' }\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"  g{i}: {{ name: G, after: first }}\n")), "-q", "--log-path", "/dev/null")
        .Limit(TimeSpan.FromMinutes(3))
        .RunAsync();

    // Each comes after the next one; the last one is left to whoever asks.
    private static StringBuilder Backwards()
    {
        var text = new StringBuilder("dagrs:\n");
        for (var i = 0; i < Many; i++)
        {
            text.Append($"  t{i}: {{ name: T, cmd: 'true', after: t{i + 1} }}\n");
        }

        return text;
    }

    // A second where nothing else runs; what grows with the square of so many takes hours.
    private static Task<Ran> Soon(string yaml, int exitCode, string words) =>
        DagrsTest.Of(yaml, "check").Limit(TimeSpan.FromMinutes(3)).ExitsWith(exitCode).PrintsNothing().ComplainsOf(words).RunAsync();
}
