using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary>Tasks with <c>inputs</c> and <c>outputs</c> in a second run.</summary>
public sealed class UpToDateTests
{
    [Fact]
    public async Task A_pattern_whose_only_match_is_excluded_and_put_back_matches_something()
    {
        using var folder = new TempFolder();
        folder.Write("a/x", "1");
        folder.Write("a/y", "2");
        const string yaml = """dagrs: { t: { name: T, inputs: [ a, "!a/**", a/x ], outputs: [], cmd: "true" } }""";
        await DagrsTest.Of(yaml).In(folder).Expect(ran => Assert.DoesNotContain("matches nothing", ran.Out, StringComparison.Ordinal)).RunAsync();
        await DagrsTest.Of(yaml).In(folder).PrintsSomewhere("1 task: 1 up-to-date").RunAsync();
        folder.Write("a/x", "3");
        await DagrsTest.Of(yaml).In(folder).PrintsSomewhere("1 task: 1 succeeded").RunAsync();
    }

    [Fact]
    public async Task Reports_events_and_the_log_are_no_inputs()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", """dagrs: { t: { name: T, inputs: "**", outputs: [], cmd: "true" } }""");
        string[] recorded = ["--report", "json=r.json", "--events", "e.nd", "--log-path", "logs/l.txt"];
        await new DagrsTest(recorded).In(folder).RunAsync();
        await new DagrsTest(recorded).In(folder).PrintsSomewhere("1 task: 1 up-to-date").RunAsync();
    }

    [Fact]
    public async Task An_output_whose_name_is_not_UTF_8_is_told()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of("""dagrs: { t: { name: T, inputs: dagrs.yaml, outputs: "d/**", cmd: 'mkdir -p d; touch "d/$(printf "bad\\377")"' } }""").In(folder)
            .PrintsSomewhere("is not UTF-8, so the task runs every time").Expect(ran => Assert.DoesNotContain("matches nothing", ran.Out, StringComparison.Ordinal)).RunAsync();
    }

    [Fact]
    public async Task A_secret_that_env_hands_on_is_not_in_the_key()
    {
        using var folder = new TempFolder();
        const string yaml = """
            secrets: [ TOK ]
            dagrs: { t: { name: T, inputs: dagrs.yaml, outputs: [], env: { X: "${{ env.TOK }}", Y: "of ${{ env.TOK }}" }, cmd: "true" } }
            """;
        await DagrsTest.Of(yaml).In(folder).Environment("TOK", "secret-one").RunAsync();
        await DagrsTest.Of(yaml).In(folder).Environment("TOK", "secret-two").PrintsSomewhere("1 task: 1 up-to-date").RunAsync();
        await DagrsTest.Of(yaml.Replace("of $", "for $", StringComparison.Ordinal)).In(folder).Environment("TOK", "secret-two").PrintsSomewhere("1 task: 1 succeeded").RunAsync();
    }
}
