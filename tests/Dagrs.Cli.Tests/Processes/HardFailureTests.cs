using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>What the system does not allow fails the task, in words that name the cause, and never dagrs.</summary>
public sealed class HardFailureTests
{
    [Fact]
    public async Task A_missing_working_directory_is_named()
    {
        using var folder = new TempFolder();
        await Task("dir: nowhere, cmd: echo x").In(folder).ExitsWith(1).PrintsSomewhere($"the folder '{folder["nowhere"]}' does not exist").RunAsync();
    }

    [LongFact]
    public Task A_working_directory_that_is_a_file_is_named() =>
        Task("dir: dagrs.yaml, cmd: echo x").ExitsWith(1).PrintsSomewhere("dagrs.yaml' does not exist").RunAsync();

    [LongTheory]
    [InlineData("cmd: [ no-such-program, x ]", "program 'no-such-program' was not found in PATH")]
    [InlineData("cmd: [ ./none ]", "program './none' does not exist")]
    [InlineData("cmd: [ ./dagrs.yaml ]", "program './dagrs.yaml' is not executable: permission denied")]
    [InlineData("cmd: [ / ]", "program '/' is a folder")]
    [InlineData("cmd: [ ./bad-interpreter ]", "the program or its interpreter does not exist (ENOENT)")]
    [InlineData("cmd: no-such-program x", "exited with code 127")]
    [InlineData("cmd: ./dagrs.yaml", "exited with code 126")]
    [InlineData("cmd: /", "exited with code 126")]
    [InlineData("shell: pwsh, cmd: Get-Date", "program 'pwsh' was not found in PATH")]
    [InlineData("shell: [ no-such-shell, -c ], cmd: x", "program 'no-such-shell' was not found in PATH")]
    public async Task A_program_that_cannot_be_executed_is_named(string keys, string words)
    {
        if (keys.Contains("pwsh", StringComparison.Ordinal) && Paths.Has("pwsh"))
        {
            return;
        }

        using var folder = new TempFolder();
        folder.Write("bad-interpreter", "#!/no/such/interpreter\n");
        File.SetUnixFileMode(folder["bad-interpreter"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await Task(keys).In(folder).ExitsWith(1).PrintsSomewhere(words).RunAsync();
    }

    [LongFact]
    public Task An_output_that_is_too_large_for_an_argument_names_both_tasks_and_both_sizes() => DagrsTest.Of(
        """
        dagrs:
          big: { name: Big, cmd: head -c 3000000 /dev/zero | tr '\0' x }
          small: { name: Small, after: big, cmd: echo $1 | wc -c }
        """, "-o", "errors-only")
        .ExitsWith(1)
        .PrintsSomewhere("the output of 'big' is too large to be passed to 'small': 3000000 bytes")
        .PrintsSomewhere("131071")
        .RunAsync();

    [LongFact]
    public Task Outputs_that_are_too_large_together_name_the_limit() => DagrsTest.Of(
        "dagrs:\n" + string.Concat(Enumerable.Range(1, 30).Select(number => $"  t{number}: {{ name: T{number}, cmd: \"head -c 120000 /dev/zero | tr '\\\\0' x\" }}\n"))
        + $"  all: {{ name: All, after: [{string.Join(", ", Enumerable.Range(1, 30).Select(number => "t" + number))}], cmd: \"echo $# $1 | wc -c\" }}\n",
        "-o", "errors-only")
        .ExitsWith(1)
        .PrintsSomewhere("the arguments and the environment are too large for the system (E2BIG)")
        .RunAsync();

    [LongFact]
    public Task A_command_that_is_too_large_names_the_limit() => DagrsTest.Of($"dagrs:\n  a:\n    name: A\n    cmd: \"echo {new string('x', 200_000)} | wc -c\"\n")
        .ExitsWith(1)
        .PrintsSomewhere("the arguments and the environment are too large for the system (E2BIG)")
        .RunAsync();

    [LongFact]
    public async Task A_working_directory_that_is_removed_in_mid_run_stops_nothing()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: rmdir ../gone }, b: { name: B, after: a, cmd: echo still here }, c: { name: C, after: b, cmd: [ /bin/echo, here too ] } }");
        var script = await Bash.RunAsync(folder, "mkdir gone; cd gone; exec \"$DAGRS\" -f ../dagrs.yaml");
        Assert.Equal(0, script.ExitCode);
        Assert.Contains("[b] still here", script.Lines);
        Assert.Contains("[c] here too", script.Lines);
    }

    [LongFact]
    public async Task When_no_descriptors_are_left_it_is_said_and_the_rest_runs()
    {
        using var folder = new TempFolder();
        using var marker = new Marker();
        folder.Write("dagrs.yaml", Many(80, "sleep 1"));
        // What the runtime needs for itself differs: enough for that and for some of the tasks, not for all.
        var script = await Bash.RunAsync(folder, "ulimit -n 150; exec \"$DAGRS\" -k -j 80 --log-level off", marker);
        Assert.Equal(1, script.ExitCode);
        Assert.Contains("could not be started: no file descriptors are left (EMFILE)", script.Out, StringComparison.Ordinal);
        Assert.Matches(@"80 tasks: \d+ succeeded, \d+ failed", script.Lines[^1]);
        marker.AssertNoneAlive();
    }

    [LongTheory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(30)]
    public async Task When_hardly_any_descriptors_are_left_dagrs_does_not_hang(int descriptors)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Many(4, "true"));
        var script = await Bash.RunAsync(folder, $"ulimit -n {descriptors}; \"$DAGRS\"");

        // The native executable gets by with very few.
        Assert.Equal(script.ExitCode == 0, script.Lines[^1].StartsWith("4 tasks: 4 succeeded in ", StringComparison.Ordinal));
    }

    [TheoryNeeding(Needs.Time, Needs.Root)]
    [InlineData(20)]
    [InlineData(25)]
    [InlineData(30)]
    [InlineData(40)]
    public async Task When_no_processes_are_left_it_is_said_and_the_rest_runs(int processes)
    {
        if (await RunWithFewAsync(processes, Many(60, "sleep 1"), "-k") is { } script)
        {
            Assert.Matches(@"^60 tasks: .*\d+ failed", script.Lines[^1]);
        }
    }

    [TheoryNeeding(Needs.Time, Needs.Root)]
    [InlineData(25)]
    [InlineData(40)]
    public async Task When_no_processes_are_left_what_runs_can_be_stopped(int processes)
    {
        if (await RunWithFewAsync(processes, Many(60, "exec sleep 300"), "--fail-fast") is { } script)
        {
            Assert.Matches(@"^60 tasks: \d+ failed, .*not-run", script.Lines[^1]);
        }
    }

    // The limit does not hold for root, and for another user only when it is known how many processes he has: none. Null where that is not so.
    private static async Task<ScriptResult?> RunWithFewAsync(int processes, string file, string option)
    {
        const string nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups";
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        using var marker = new Marker();
        folder.Write("dagrs.yaml", file);
        if ((await Bash.RunAsync(folder, $"{nobody} test -x \"$DAGRS\" && ! ps -u 65534 -o pid=")).ExitCode != 0)
        {
            return null;
        }

        var script = await Bash.RunAsync(folder, $"exec {nobody} env HOME=/none bash -c 'ulimit -u {processes}; exec \"$DAGRS\" {option} -j 60 --log-level off'", marker);
        Assert.True(script.ExitCode == 1, $"exit code {script.ExitCode}\n{script.Out}\n{script.Error}");
        Assert.Matches(@"could not be started: no more (threads or )?processes are allowed \(EAGAIN\)", script.Out);
        marker.AssertNoneAlive();
        return script;
    }

    private static DagrsTest Task(string keys) => DagrsTest.Of($"dagrs: {{ one: {{ name: One, {keys} }} }}");

    private static string Many(int count, string line) =>
        "dagrs:\n" + string.Concat(Enumerable.Range(1, count).Select(number => $"  t{number}: {{ name: T{number}, cmd: {line} }}\n"));
}
