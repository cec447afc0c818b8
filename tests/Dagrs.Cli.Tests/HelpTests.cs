using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Help that teaches: the screen of dagrs itself, and the help of every command.</summary>
public sealed partial class HelpTests
{
    private static readonly string[] Commands = ["run", "check", "plan", "graph", "why", "list", "history", "report", "cache", "doctor", "schema", "import", "init", "completion"];

    public static TheoryData<string> All { get; } = [.. Commands];

    [Fact]
    public async Task The_help_is_as_approved_and_fits_a_screen()
    {
        var ran = await new DagrsTest("--help").RunAsync();
        Approved.Check("help", Processors().Replace(ran.Out, "default here: {n}"));
        Assert.InRange(ran.Lines.Length, 20, 24); // a terminal that nobody has made larger
        Assert.All(ran.Lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task The_help_ends_with_three_examples_that_are_command_lines()
    {
        var ran = await new DagrsTest("--help").RunAsync();
        var examples = ran.Lines[Array.FindIndex(ran.Lines, line => line.StartsWith("Examples ", StringComparison.Ordinal))..];
        Assert.Equal(3, examples.Length);
        Assert.All(examples, example => Assert.Matches("^(Examples)? +dagrs ", example));
    }

    [LongTheory]
    [MemberData(nameof(All))]
    public async Task The_help_of_a_command_is_as_approved(string command)
    {
        var ran = await new DagrsTest(command, "-h").RunAsync();
        Approved.Check("help-" + command, Processors().Replace(ran.Out, "default here: {n}"));
        Assert.All(ran.Lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task Every_command_is_in_the_help_and_has_its_own_approved()
    {
        var offered = await new DagrsTest("__complete", "--", "").RunAsync();
        Assert.Equal(Commands.Order(StringComparer.Ordinal), offered.Lines.Select(line => line.Split('\t')[0]).Order(StringComparer.Ordinal));

        var ran = await new DagrsTest("--help").RunAsync();
        var first = Array.FindIndex(ran.Lines, line => line.StartsWith("Commands ", StringComparison.Ordinal));
        Assert.All(Commands, command => Assert.Contains(ran.Lines[first..(first + 4)], line => line.Contains($"  {command} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whatever_the_help_of_a_run_explains_the_help_names()
    {
        var all = await new DagrsTest("--help").RunAsync();
        var run = await new DagrsTest("run", "--help").RunAsync();
        var options = Option().Matches(run.Out).Select(option => option.Value).Distinct().ToList();
        Assert.True(options.Count > 15, run.Out);
        Assert.Equal([], options.Where(option => !all.Out.Contains(option, StringComparison.Ordinal)));
    }

    [Fact]
    public Task A_wrong_command_line_with_a_call_for_help_gets_help() => new DagrsTest("check", "--help", "--format", "json").PrintsSomewhere("dagrs check [options]").RunAsync();

    [GeneratedRegex(@"default here: \d+")]
    private static partial Regex Processors();

    [GeneratedRegex("(?<=^  |, )--?[A-Za-z][a-z-]*", RegexOptions.Multiline)]
    private static partial Regex Option();
}
