using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.State;

/// <summary><c>--resume</c>: a run that was broken off goes on where it was.</summary>
public sealed class ResumeTests
{
    private const string Yaml = """
        params: { who: { default: bob } }
        dagrs:
          a: { name: A, cmd: "echo a >> ran; echo out-of-a" }
          b: { name: B, cmd: "echo b >> ran; echo \"$1\" $who; test -e ok", after: a }
          c: { name: C, cmd: "echo c >> ran", after: b }
          z: { name: Z, cmd: "echo z >> ran" }
        """;

    [Fact]
    public async Task What_succeeded_is_kept_with_what_it_handed_over_and_the_rest_runs_as_it_was_asked_for()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Yaml, "-q", "--log-level", "off", "c", "--set", "who=ann").In(folder).ExitsWith(1).RunAsync();
        await new DagrsTest("-q", "--log-level", "off", "--resume").In(folder).ExitsWith(1).RunAsync();
        folder.Write("ok", "");
        await new DagrsTest("--resume").In(folder).PrintsSomewhere("[b] out-of-a ann\n").PrintsSomewhere("3 tasks: 2 succeeded, 1 up-to-date in ")
            .ComplainsOf("; 1 of 3 tasks is kept\nresume: 'b' runs: exited with code 1\nresume: 'c' runs: not run: 'b' failed\n").RunAsync();

        Assert.Equal("a\nb\nb\nb\nc\n", folder.Read("ran"));
        await new DagrsTest("--resume").In(folder).ExitsWith(2).ComplainsOf(" succeeded: there is nothing to resume").RunAsync();
    }

    [Fact]
    public async Task Nothing_else_may_be_asked_for()
    {
        using var folder = new TempFolder();
        await DagrsTest.Of(Yaml, "-q", "--log-level", "off", "c").In(folder).ExitsWith(1).RunAsync();

        await new DagrsTest("a", "--resume").In(folder).ExitsWith(2).Complains("dagrs: error: --resume uses the tasks of the resumed run: leave out the TASKs").RunAsync();
        await new DagrsTest("--resume", "--set", "who=x").In(folder).ExitsWith(2).Complains("dagrs: error: --resume uses the parameters of the resumed run: leave out --set who").RunAsync();
        await new DagrsTest("--resume", "--", "x").In(folder).ExitsWith(2).Complains("dagrs: error: --resume uses the arguments after -- of the resumed run: leave them out").RunAsync();
        await new DagrsTest("--resume", "--state", "off").In(folder).ExitsWith(2).ComplainsOf("nothing is recorded").RunAsync();
        await new DagrsTest("--resume=zzz").In(folder).ExitsWith(2).ComplainsOf("there is no run 'zzz'").RunAsync();
    }

    [Theory]
    [InlineData("staging")]
    [InlineData(null)]
    public async Task Parameters_keep_the_values_that_they_had_from_variables(string? now)
    {
        const string deploy = """
            include: { file: lib.yaml, as: l }
            params: { target: { required: true, env: DEPLOY_TARGET } }
            dagrs:
              a: { name: A, cmd: "true" }
              b: { name: B, cmd: "echo \"$target\" >> b; test -e go", after: [ a, "l:c" ] }
            """;
        using var folder = new TempFolder();
        folder.Write("lib.yaml", "params: { zone: { env: DEPLOY_ZONE, default: none } }\ndagrs: { c: { name: C, cmd: 'echo \"$zone\" >> c; exit 1', allow-failure: true } }");
        await DagrsTest.Of(deploy, "-q", "--log-level", "off").In(folder).Environment("DEPLOY_TARGET", "prod").Environment("DEPLOY_ZONE", "north").ExitsWith(1).RunAsync();
        var again = new DagrsTest("-q", "--log-level", "off", "--resume").In(folder);
        await (now is null ? again : again.Environment("DEPLOY_TARGET", now).Environment("DEPLOY_ZONE", now)).ExitsWith(1).RunAsync();
        folder.Write("go", "");
        await new DagrsTest("-q", "--resume").In(folder).RunAsync();

        Assert.Equal("prod\nprod\nprod\n", folder.Read("b"));
        Assert.Equal("north\nnorth\nnorth\n", folder.Read("c"));
    }

    [Fact]
    public async Task What_follows_a_skipped_task_is_kept_unless_that_task_runs_now()
    {
        const string skipped = """
            dagrs:
              s: { name: S, if: "default(env.RUNS_S, '') == '1'", cmd: "echo s >> ran" }
              y: { name: Y, after: s, cmd: "echo y >> ran" }
              z: { name: Z, after: y, cmd: "test -e go" }
            """;
        using var folder = new TempFolder();
        await DagrsTest.Of(skipped, "-q", "--log-level", "off").In(folder).ExitsWith(1).RunAsync();
        await new DagrsTest("--resume", "--log-level", "off").In(folder).ExitsWith(1).ComplainsOf("resume: 's' was skipped; its condition decides again\n").RunAsync();
        Assert.Equal("y\n", folder.Read("ran"));

        folder.Write("go", "");
        await new DagrsTest("-q", "--resume").In(folder).Environment("RUNS_S", "1").RunAsync();
        Assert.Equal("y\ns\ny\n", folder.Read("ran"));
    }

    [Fact]
    public async Task A_secret_that_came_from_a_variable_is_read_from_it_again()
    {
        const string secret = """
            secrets: [ TOKEN ]
            params: { p: { required: true, env: TOKEN } }
            dagrs:
              a: { name: A, cmd: "test -e ok && echo $p > p" }
            """;
        using var folder = new TempFolder();
        await DagrsTest.Of(secret, "-q", "--log-level", "off").In(folder).Environment("TOKEN", "hidden-value-42").ExitsWith(1).RunAsync();
        folder.Write("ok", "");
        await new DagrsTest("-q", "--resume").In(folder).ExitsWith(2).ComplainsOf("parameter 'p' has no value").RunAsync();
        await new DagrsTest("-q", "--resume").In(folder).Environment("TOKEN", "hidden-value-43").RunAsync();

        Assert.Equal("hidden-value-43\n", folder.Read("p"));
        Assert.All(Directory.GetFiles(folder.State, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("hidden-value-4", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_is_given_again_and_a_task_that_wrote_it_runs_again()
    {
        const string secret = """
            secrets: [ TOKEN ]
            params: { p: { default: x } }
            dagrs:
              a: { name: A, cmd: "echo a >> ran; echo $TOKEN", secrets: [ TOKEN ] }
              b: { name: B, cmd: "test -n \"$1\" && test -e ok && echo $p > p", after: a }
            """;
        using var folder = new TempFolder();
        await DagrsTest.Of(secret, "-q", "--log-level", "off", "--set", "p=hidden-value-42").In(folder).Environment("TOKEN", "hidden-value-42").ExitsWith(1).RunAsync();
        folder.Write("ok", "");
        await new DagrsTest("-q", "--resume").In(folder).Environment("TOKEN", "hidden-value-42").ExitsWith(2)
            .Complains("dagrs: error: the parameter 'p' contains a secret, which is not recorded: give it again with --set p=VALUE").RunAsync();
        await new DagrsTest("-q", "--resume", "--set", "p=hidden-value-42").In(folder).Environment("TOKEN", "hidden-value-42").RunAsync();

        Assert.Equal("a\na\n", folder.Read("ran"));
        Assert.Equal("hidden-value-42\n", folder.Read("p"));
        Assert.All(Directory.GetFiles(folder.State, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("hidden-value-42", File.ReadAllText(file), StringComparison.Ordinal));
    }
}
