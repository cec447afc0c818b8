using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Live;

/// <summary>Colours of tasks, kept or not, and what tasks are told of that.</summary>
public sealed class ColourRunTests
{
    private const string Yaml = """
        dagrs:
          a:
            name: A
            cmd: |
              printf 'plain \033[32mgreen\033[0m and \033[1;31mred\n'
              printf '\033[2J\033[5;5Hmoved\033[A\033]0;title\007\n'
              echo "${FORCE_COLOR-none} ${CLICOLOR_FORCE-none}"
        """;

    private const string Kept = "[a] plain \e[32mgreen\e[0m and \e[1;31mred\e[0m\n[a] moved\n";
    private const string Taken = "[a] plain green and red\n[a] moved\n";

    [LongTheory]
    [InlineData("always", "", Kept + "[a] 1 1\n")]
    [InlineData("always", "NO_COLOR", Kept + "[a] none none\n")]
    [InlineData("always", "CLICOLOR", Kept + "[a] none none\n")]
    [InlineData("auto", "", Taken + "[a] none none\n")]
    [InlineData("auto", "FORCE_COLOR", Kept + "[a] 1 none\n")]
    [InlineData("auto", "CLICOLOR_FORCE", Kept + "[a] none 1\n")]
    [InlineData("auto", "FORCE_COLOR NO_COLOR", Taken + "[a] 1 none\n")]
    [InlineData("never", "FORCE_COLOR", Taken + "[a] 1 none\n")]
    public Task The_option_and_the_variables_decide(string option, string variables, string output)
    {
        var test = DagrsTest.Of(Yaml, "-q", "--color", option).MayColour().Expect(ran => Assert.Equal(output, ran.Out));
        foreach (var name in variables.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            test.Environment(name, "1");
        }

        return test.RunAsync();
    }

    [Fact]
    public Task Words_of_dagrs_have_colours_too() => DagrsTest.Of("dagrs: { a: { name: A, cmd: exit 3 } }", "--color", "always").MayColour().ExitsWith(1)
        .Expect(ran => Assert.Contains("\e[31merror  \e[0m", ran.Out, StringComparison.Ordinal)).RunAsync();

    [Fact]
    public Task Tasks_whose_output_goes_to_the_log_are_told_nothing() => DagrsTest.Of(Yaml, "--color", "always", "--log-level", "off", "--log-path", "log").MayColour()
        .Leaves("log", Taken + "[a] none none\n").RunAsync();

    [Fact]
    public Task A_live_area_that_cannot_be_is_told_and_the_run_goes_on() =>
        DagrsTest.Of("dagrs: { a: { name: A, cmd: echo ok } }", "-q", "--progress", "live").Prints("[a] ok")
            .Complains("dagrs: warn: no live area: standard output is not a terminal of known size; printing lines only").RunAsync();

    [Fact]
    public Task A_live_area_and_raw_bytes_exclude_each_other() => DagrsTest.Of("dagrs: { a: { name: A, cmd: echo ok } }", "--progress", "live", "-o", "raw")
        .IsRefused("--progress live and -o raw cannot be combined: raw bytes leave no room for a live area").RunAsync();

    [Fact]
    public Task A_word_that_is_none_is_refused() => DagrsTest.Of("dagrs: { a: { name: A, cmd: echo ok } }", "--color", "alway")
        .IsRefused("--color must be one of auto, always, never, not 'alway'; did you mean 'always'?").RunAsync();
}
