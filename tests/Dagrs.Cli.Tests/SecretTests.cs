using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>No value of a secret variable is in anything that dagrs writes; what tasks hand on is whole.</summary>
public sealed class SecretTests
{
    private const string Token = "p\"q's3cr3t<&>t0ken";
    private const string Key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nqq\nZm9vYmFyYmF6cXV4Zm9vYmFyYmF6\n-----END KEY-----";

    // What must not be found; the base64 is of the middle of the token at each of the three places in a group.
    private static readonly string[] Hidden = [Token, "s3cr3t", "MIIEvQIBADAN", "Zm9vYmFyYmF6cXV4", "Y3IzdDwm", "M2NyM3Q8", "czNjcjN0", "lFdlFJQkFEQU"];

    // Every cut, in one stream and over two; encoded; in lines; in JSON.
    private const string Yaml = """
        secrets: [ TOKEN, KEY ]
        env:
          ADDRESS: "https://me:${{ env.TOKEN }}@host/"
        dagrs:
          cuts:
            name: "cuts ${{ env.TOKEN }}"
            cmd: |
              i=1
              while [ $i -lt ${#TOKEN} ]; do
                head=$(printf %s "$TOKEN" | cut -c1-$i)
                printf %s "$head"; printf '%s\n' "${TOKEN#"$head"}"
                printf %s "$head" >&2; printf '%s\n' "${TOKEN#"$head"}"
                i=$((i + 1))
              done
          forms:
            name: Forms
            desc: "uses ${{ env.TOKEN }}"
            cmd: |
              echo "$ADDRESS"
              for before in '' x xx; do printf %s "$before$TOKEN" | base64; done
              printf '%s\n' "$KEY"
              echo "$KEY" | base64
              echo $KEY
              printf %s "$TOKEN"
          value:
            name: Value
            cmd: printf %s "$TOKEN"
          taken:
            name: Taken
            after: value
            cmd: |
              test "$1" = "$TOKEN" && echo it is whole
              echo "$1"; echo "$1" >&2
          words:
            name: Words
            after: [ cuts, forms, taken ]
            cmd: [ sh, -c, 'echo "$1"; exit 3', sh, "${{ env.TOKEN }}" ]
        """;

    [LongTheory]
    [InlineData("prefix", "none")]
    [InlineData("group", "none")]
    [InlineData("keep-order", "none")]
    [InlineData("errors-only", "none")]
    [InlineData("raw", "none")]
    [InlineData("group", "azure")]
    [InlineData("group", "teamcity")]
    [InlineData("prefix", "gitlab")]
    public async Task Nothing_that_a_run_shows_holds_one(string mode, string ci)
    {
        var ran = await With(DagrsTest.Of(Yaml, "-o", mode, "--ci", ci, "-k", "--log-level", "debug")).ExitsWith(1).RunAsync();
        HoldsNone(ran.Out, ran.Error);
        Assert.Contains("***", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_handed_on_is_whole_and_masked_only_where_it_is_shown() =>
        await With(DagrsTest.Of(Yaml, "taken")).PrintsLine("[taken] it is whole").PrintsLine("[taken] ***").RunAsync();

    [LongTheory]
    [InlineData("run.log")]
    [InlineData("of-TOKEN.log")]
    public async Task The_log_holds_none(string name)
    {
        using var folder = new TempFolder();
        name = name.Replace("TOKEN", Token, StringComparison.Ordinal);
        var ran = await With(DagrsTest.Of(Yaml, "--log-path", name, "--log-level", "debug").In(folder)).ExitsWith(1).RunAsync();
        var log = folder.Read(name);
        Assert.Contains("***", log, StringComparison.Ordinal);
        HoldsNone(ran.Out, ran.Error, log);
    }

    [LongTheory]
    [InlineData("plan")]
    [InlineData("plan", "--format", "json")]
    [InlineData("-n")]
    [InlineData("-n", "--format", "json")]
    [InlineData("-l")]
    [InlineData("list", "--format", "json")]
    [InlineData("graph")]
    [InlineData("graph", "--format", "mermaid")]
    [InlineData("graph", "--format", "dot")]
    [InlineData("graph", "--format", "svg")]
    [InlineData("graph", "--format", "json")]
    public async Task No_command_that_shows_the_file_prints_one(params string[] words)
    {
        var ran = await With(DagrsTest.Of(Yaml, words)).RunAsync();
        HoldsNone(ran.Out, ran.Error);
        Assert.True(ran.Out.Contains("***", StringComparison.Ordinal) || ran.Out.Contains("#42;#42;#42;", StringComparison.Ordinal), ran.Out);
    }

    [LongTheory]
    [InlineData("{ a: { name: A, dir: 'no-${{ env.TOKEN }}', cmd: 'true' } }", 1)]
    [InlineData("{ a: { name: A, env-file: 'no-${{ env.TOKEN }}', cmd: 'true' } }", 3)]
    [InlineData("{ a: { name: A, cmd: [ cat, 'no-${{ env.TOKEN }}' ] } }", 1)]
    [InlineData("{ a: { name: A, timeout: '${{ env.TOKEN }}', cmd: 'true' } }", 3)]
    [InlineData("{ a: { name: A, confirm: 'to ${{ env.TOKEN }}?', cmd: 'true' } }", 2)]
    [InlineData("{ a: { name: A, dir: 'a-very-long-name-that-is-cut-in-the-middle-of-it-and-so-also-in-${{ env.TOKEN }}-which-stands-there-and-goes-on', env-file: '${{ env.TOKEN }}', cmd: 'true' } }", 3)]
    public async Task No_message_about_a_wrong_file_holds_one(string tasks, int exitCode)
    {
        var ran = await With(DagrsTest.Of($"secrets: [ TOKEN ]\ndagrs: {tasks}\n")).ExitsWith(exitCode).ComplainsOf("").RunAsync();
        HoldsNone(ran.Out, ran.Error);
        Assert.Contains("***", ran.Out + ran.Error, StringComparison.Ordinal);
    }

    [LongTheory]
    [InlineData("--log-path", "dagrs.yaml/TOKEN.log")]
    [InlineData("task-TOKEN")]
    [InlineData("--set", "TOKEN=x")]
    [InlineData("--no-such-TOKEN")]
    [InlineData("--timeout", "TOKEN")]
    public async Task No_message_about_a_wrong_command_line_holds_one(params string[] words)
    {
        words = [.. words.Select(word => word.Replace("TOKEN", Token, StringComparison.Ordinal))];
        var ran = await With(DagrsTest.Of("secrets: [ TOKEN ]\ndagrs: { a: { name: A, cmd: 'true' } }\n", words)).ExitsWith(2).ComplainsOf("").RunAsync();
        HoldsNone(ran.Out, ran.Error);
    }

    [LongTheory]
    [InlineData("secrets: [ TOKEN ]\nenv: { TOKEN: written-in-the-file }\ndagrs: { a: { name: A, cmd: 'echo $TOKEN' } }")]
    [InlineData("secrets: [ TOKEN ]\nenv-file: vars.env\ndagrs: { a: { name: A, cmd: 'echo $TOKEN' } }")]
    [InlineData("secrets: [ TOKEN ]\ndagrs: { a: { name: A, env-file: vars.env, cmd: 'echo $TOKEN' } }")]
    [InlineData("secrets: [ TOKEN ]\nparams: { TOKEN: written-in-the-file }\ndagrs: { a: { name: A, cmd: 'echo $TOKEN' } }")]
    [InlineData("secrets: [ TOKEN ]\ndagrs:\n  a: { name: A, matrix: { TOKEN: [ written-in-the-file ] }, cmd: 'echo $TOKEN' }")]
    [InlineData("secrets: [ TOKEN ]\ndagrs:\n  l: { name: L, results: [ r ], cmd: 'echo r=written-in-the-file >> \"$DAGRS_RESULTS\"' }\n  a: { name: A, after: l, env: { TOKEN: '${{ tasks.l.results.r }}' }, cmd: 'echo $TOKEN' }")]
    [InlineData("dagrs:\n  a: { name: A, secrets: [ TOKEN ], env: { TOKEN: written-in-the-file }, cmd: 'echo $TOKEN' }")]
    public async Task A_value_is_masked_wherever_it_comes_from(string yaml)
    {
        var ran = await DagrsTest.Of(yaml).File("vars.env", "TOKEN=written-in-the-file\n").RunAsync();
        Assert.Contains("] ***\n", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("written", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_of_an_included_file_is_masked_in_the_whole_run() =>
        await DagrsTest.Of("include: [ { file: web.yaml, as: web } ]\ndagrs: { a: { name: A, cmd: 'echo $TOKEN' } }", "a")
            .File("web.yaml", "secrets: [ TOKEN ]\ndagrs: { b: { name: B, cmd: 'true' } }")
            .Environment("TOKEN", Token)
            .PrintsLine("[a] ***")
            .RunAsync();

    [Fact]
    public async Task One_that_is_too_short_is_named_and_shown() =>
        await DagrsTest.Of("secrets: [ PIN ]\ndagrs: { a: { name: A, cmd: 'echo $PIN' } }")
            .Environment("PIN", "123")
            .PrintsLine("[a] 123")
            .Complains("dagrs: warn: not masked, because its value has fewer than 4 characters: 'PIN'")
            .RunAsync();

    [Fact]
    public async Task GitHub_is_told_of_each_line_before_anything_else()
    {
        using var folder = new TempFolder();
        var ran = await With(DagrsTest.Of(Yaml, "--ci", "github", "-k").In(folder)).Environment("GITHUB_STEP_SUMMARY", folder["summary.md"]).ExitsWith(1).RunAsync();
        string[] told = ["::add-mask::" + Token, .. Key.Split('\n').Where(line => line.Length > 3).Select(line => "::add-mask::" + line)];
        Assert.Equal(told, ran.Lines[..told.Length]);
        HoldsNone(string.Join('\n', ran.Lines[told.Length..]), folder.Read("summary.md"));
    }

    [Fact]
    public async Task What_is_held_back_at_the_end_of_a_task_is_shown() =>
        await With(DagrsTest.Of("secrets: [ TOKEN ]\ndagrs: { a: { name: A, cmd: 'printf %.5s \"$TOKEN\"' } }", "-o", "raw", "-q")).Expect(ran => Assert.Equal(Token[..5], ran.Out)).RunAsync();

    private static DagrsTest With(DagrsTest test) => test.Environment("TOKEN", Token).Environment("KEY", Key);

    private static void HoldsNone(params string[] texts) =>
        Assert.All(texts, text => Assert.All(Hidden, hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal)));
}
