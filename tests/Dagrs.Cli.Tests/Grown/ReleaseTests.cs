using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Grown;

/// <summary>The release of the fixtures, with stub programs: success, a failure of each task, a stop in each, and what tidies up after it.</summary>
public sealed class ReleaseTests
{
    private const int Patience = 240_000; // ms

    private const string Stub =
        """
        #!/bin/sh
        me="${0##*/}"
        test "$me" = docker && me="docker-$1"
        echo "$me token=${REGISTRY_TOKEN-none} hook=${HOOK_URL-none}" >> calls
        test "$FAIL" = "$me" && exit 4
        test "$SLOW" = "$me" && sleep 300
        test "$SLOWER" = "$me" && sleep 300
        test "$me" = git && echo v1.2
        exit 0

        """;

    [Fact(Timeout = Patience)]
    public async Task Without_a_name_it_tests_and_does_nothing_more()
    {
        using var folder = Folder();
        await Run(folder).RunAsync();

        Assert.Equal(["make"], Calls(folder));
    }

    [Fact(Timeout = Patience)]
    public async Task It_deploys_as_its_comment_says_when_somebody_says_yes()
    {
        using var folder = Folder();
        var ran = await Run(folder, "deploy", "--set", "target=production", "-y").RunAsync();

        Assert.Equal(new Dictionary<string, int> { ["succeeded"] = 6, ["skipped"] = 2 }, ran.Counts);
        Assert.Equal(["deploy.sh", "docker-build", "docker-login", "docker-logout", "docker-push", "git", "make"], Calls(folder).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_a_terminal_nobody_can_be_asked()
    {
        using var folder = Folder();
        await Run(folder, "deploy", "--set", "target=production").ExitsWith(2).PrintsNothing()
            .ComplainsOf("'Deploy to production?' needs an answer, and there is no terminal to ask on; -y answers yes").RunAsync();

        Assert.False(folder.Has("calls"));
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("make", "docker-logout hook.sh")]
    [InlineData("git", "docker-login docker-logout hook.sh make")]
    [InlineData("docker-login", "docker-logout git hook.sh make")]
    [InlineData("docker-build", "docker-login docker-logout git hook.sh make")]
    [InlineData("deploy.sh", "docker-build docker-login docker-logout docker-push git hook.sh make rollback.sh")]
    public async Task After_a_failure_what_tidies_up_runs_and_a_rollback_where_a_deployment_was_begun(string failing, string others)
    {
        using var folder = Folder();
        await Run(folder, "deploy", "-y", "-k").Environment("FAIL", failing).ExitsWith(1).RunAsync();

        var calls = Calls(folder).Where(call => call != failing && (failing != "make" || call != "git")).Order(StringComparer.Ordinal);
        Assert.Equal(others.Split(' '), calls);
    }

    [LongFact(Timeout = Patience)]
    public async Task A_secret_that_tasks_name_is_in_the_environment_of_no_other()
    {
        using var folder = Folder();
        await Run(folder, "deploy", "-y").Environment("FAIL", "deploy.sh").ExitsWith(1).NeverPrints("sekrit").RunAsync();

        var calls = folder.Read("calls");
        Assert.Contains("docker-login token=sekrit-token hook=none", calls, StringComparison.Ordinal);
        Assert.Contains("hook.sh token=none hook=sekrit-hook", calls, StringComparison.Ordinal);
        Assert.Contains("make token=none hook=none", calls, StringComparison.Ordinal);
    }

    [LongFact(Timeout = Patience)]
    public async Task Ctrl_C_in_the_middle_of_a_deployment_rolls_it_back_and_logs_out()
    {
        using var folder = Folder();
        await using var running = Run(folder, "deploy", "-y").Environment("SLOW", "deploy.sh").ExitsWith(130).Start();
        await StopIn(running, folder, "deploy.sh");
        var ran = await running.EndAsync();

        Assert.Equal(["rollback.sh", "docker-logout"], Calls(folder)[^2..]);
        Assert.Equal(1, ran.Counts["canceled"]);
    }

    [LongTheory(Timeout = Patience)]
    [InlineData("make")]
    [InlineData("docker-login")]
    [InlineData("docker-push")]
    public async Task Ctrl_C_before_a_deployment_logs_out_and_rolls_nothing_back(string slow)
    {
        using var folder = Folder();
        await using var running = Run(folder, "deploy", "-y").Environment("SLOW", slow).ExitsWith(130).Start();
        await StopIn(running, folder, slow);
        await running.EndAsync();

        Assert.Equal("docker-logout", Calls(folder)[^1]);
        Assert.DoesNotContain("rollback.sh", Calls(folder));
        Assert.DoesNotContain("hook.sh", Calls(folder));
    }

    [LongFact(Timeout = Patience)]
    public async Task A_second_Ctrl_C_ends_the_clean_up()
    {
        using var folder = Folder();
        await using var running = Run(folder, "deploy", "-y").Environment("SLOW", "deploy.sh").Environment("SLOWER", "rollback.sh").ExitsWith(130).Start();
        await StopIn(running, folder, "deploy.sh");
        await StopIn(running, folder, "rollback.sh");
        var ran = await running.EndAsync();

        Assert.Equal(2, ran.Counts["canceled"]);
        Assert.DoesNotContain("docker-logout", Calls(folder));
    }

    [LongFact(Timeout = Patience)]
    public async Task Clean_up_is_bounded()
    {
        using var folder = Folder();
        await using var running = Run(folder, "deploy", "-y", "--cleanup", "1").Environment("SLOW", "deploy.sh").Environment("SLOWER", "rollback.sh").ExitsWith(130).Start();
        await StopIn(running, folder, "deploy.sh");
        var ran = await running.EndAsync();

        Assert.Equal(2, ran.Counts["canceled"]);
    }

    [LongFact(Timeout = Patience)]
    public async Task A_value_outside_its_choices_and_an_unknown_name_are_told_at_once()
    {
        using var folder = Folder();
        await Run(folder, "--set", "target=produktion", "--set", "tagret=x").ExitsWith(2).PrintsNothing()
            .ComplainsOf("there is no parameter 'tagret'; did you mean 'target'?")
            .ComplainsOf("parameter 'target' must be one of 'staging', 'production', not 'produktion'; did you mean 'production'?").RunAsync();
    }

    private static async Task StopIn(RunningDagrs running, TempFolder folder, string call)
    {
        await running.WaitUntilAsync(() => folder.Has("calls") && Calls(folder).Contains(call), call);
        await running.SignalAsync("INT");
    }

    private static string[] Calls(TempFolder folder) => [.. folder.Read("calls").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];

    private static DagrsTest Run(TempFolder folder, params string[] arguments) => new DagrsTest(["-f", "release.yaml", .. arguments]).In(folder)
        .Environment("REGISTRY_TOKEN", "sekrit-token").Environment("HOOK_URL", "sekrit-hook")
        .Environment("PATH", folder["bin"] + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));

    private static TempFolder Folder()
    {
        var folder = new TempFolder();
        folder.Write("release.yaml", File.ReadAllBytes(Path.Combine(Paths.Repository, "tests", "fixtures", "grown", "release.yaml")));
        foreach (var script in new[] { "bin/make", "bin/git", "bin/docker", "deploy.sh", "rollback.sh", "hook.sh" })
        {
            folder.Write(script, Stub);
            File.SetUnixFileMode(folder[script], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }
}
