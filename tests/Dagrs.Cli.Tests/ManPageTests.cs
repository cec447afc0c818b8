using Dagrs.Cli.Help;
using Dagrs.Cli.Tests.Support;
using Dagrs.Console;

namespace Dagrs.Cli.Tests;

/// <summary>docs/man/dagrs.1 against the program that it is made from, and against those that show it.</summary>
public sealed class ManPageTests
{
    private static readonly string Page = Path.Combine(Paths.Repository, "docs", "man", "dagrs.1");

    [Fact]
    public Task The_page_is_what_the_program_says_now() => new DagrsTest(ManPage.Question)
        .Expect(ran => Assert.True(File.ReadAllText(Page) == ran.Out, $"docs/man/dagrs.1 is not of this program any more; scripts/man.sh makes it anew. It would be:\n{ran.Out}"))
        .RunAsync();

    [Fact]
    public async Task Every_command_of_the_help_is_on_the_page()
    {
        var offered = await new DagrsTest("__complete", "--", "").RunAsync();
        var page = File.ReadAllText(Page);
        Assert.NotEmpty(offered.Lines);
        Assert.All(offered.Lines, line => Assert.Contains($"\\fBdagrs {line.Split('\t')[0]}\\fR [", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_exit_code_is_told() => Assert.Equal(
        typeof(ExitCode).GetFields().Select(code => $"{code.GetRawConstantValue()}").Concat(["130", "143", "129"]).Order(StringComparer.Ordinal),
        ExitCode.Meanings.SelectMany(meaning => meaning.Codes.Split(", ")).Order(StringComparer.Ordinal));

    [FactNeeding("groff")]
    public async Task Groff_finds_nothing_to_warn_of() => Assert.Equal("", await ComplaintsAsync("groff -ww -man -Tutf8 -z"));

    [FactNeeding("mandoc")]
    public async Task Mandoc_finds_nothing_to_warn_of() => Assert.Equal("", await ComplaintsAsync("mandoc -Tlint"));

    [FactNeeding("groff")]
    public async Task A_mistake_would_be_found() => Assert.NotEqual("", await ComplaintsAsync("groff -ww -man -Tutf8 -z", ".SH A\n.nonsense\n"));

    [Fact]
    public void Words_are_no_orders_of_the_formatter() => Assert.Equal(
        "\\&.dagrs \\(aqa\\(aq \\fB\\-\\-b\\fR \\ec\n",
        new RoffText().Words(".dagrs 'a' `--b` \\c").ToString());

    private static async Task<string> ComplaintsAsync(string judge, string? page = null)
    {
        using var folder = new TempFolder();
        folder.Write("page.1", page ?? File.ReadAllText(Page));
        var (_, output) = await Shell.RunAsync("sh", [], $"{judge} page.1 2>&1", folder);
        return output;
    }
}
