using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>What whoever starts dagrs may have done to its process before, or to the system around it.</summary>
public sealed class OddStartTests
{
    private const string Two = "dagrs: { a: { name: A, cmd: \"echo hi; sleep 0.1\" }, b: { name: B, after: a, cmd: \"echo $1 there\" } }";

    [FactNeeding(Needs.Time, "python3")]
    public async Task Where_the_end_of_children_is_ignored_their_status_is_taken_all_the_same()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Two + "\n");
        var script = await Bash.RunAsync(folder, "exec python3 -c 'import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])' \"$DAGRS\"");
        Assert.Equal(0, script.ExitCode);
        Assert.Contains("[b] hi there", script.Lines);
    }

    public static TheoryData<string> ClosedDescriptors() => ["0<&-", "1>&-", "2>&-", "0<&- 1>&-", "0<&- 2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-"];

    [TheoryNeeding(Needs.Time, Needs.NativeExecutable)]
    [MemberData(nameof(ClosedDescriptors))]
    public async Task With_descriptors_closed_the_run_is_the_same_and_the_log_holds_nothing_else(string closed)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Two + "\n");
        Assert.Equal(0, (await Bash.RunAsync(folder, $"exec \"$DAGRS\" --log-path usual.log")).ExitCode);
        Assert.Equal(0, (await Bash.RunAsync(folder, $"exec \"$DAGRS\" --log-path odd.log {closed}")).ExitCode);
        Assert.Equal(Normal.Text(File.ReadAllText(folder["usual.log"])), Normal.Text(File.ReadAllText(folder["odd.log"])));
    }

    [TheoryNeeding(Needs.Time, Needs.NativeExecutable)]
    [MemberData(nameof(ClosedDescriptors))]
    public async Task With_descriptors_closed_a_mistake_has_its_exit_code(string closed)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A } }\n");
        Assert.Equal(3, (await Bash.RunAsync(folder, $"exec \"$DAGRS\" {closed}")).ExitCode);
        Assert.Equal("dagrs: { a: { name: A } }\n", File.ReadAllText(folder["dagrs.yaml"]));
    }

    [TheoryNeeding(Needs.Time, Needs.NativeExecutable)]
    [InlineData("> out")]
    [InlineData("--log-path out > /dev/null")]
    public async Task A_file_that_may_not_grow_is_told_of_and_ends_nothing(string target)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: seq 30000 }, b: { name: B, after: a, cmd: touch done } }\n");
        var script = await Bash.RunAsync(folder, $"ulimit -f 8; exec \"$DAGRS\" {target}");
        Assert.Equal(4, script.ExitCode);
        Assert.Contains("is incomplete", script.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["done"]));
    }

    [FactNeeding(Needs.Time, Needs.NativeExecutable)]
    public async Task A_task_may_not_write_more_than_the_system_allows_and_dies_of_it_as_usual()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: [ seq, \"30000\" ] }, b: { name: B, cmd: \"exec seq 30000 > big\" } }\n");
        var script = await Bash.RunAsync(folder, "ulimit -f 8; exec \"$DAGRS\" --log-level off -o errors-only -k");
        Assert.Equal(1, script.ExitCode);
        Assert.Contains("killed by SIGXFSZ", script.Out, StringComparison.Ordinal);
    }

    [FactNeeding(Needs.Time, Needs.Root, Needs.NativeExecutable, "unshare")]
    public async Task Without_a_process_table_the_group_of_a_task_is_ended_and_it_is_said() => await WithoutTableAsync("umount -l /proc");

    [FactNeeding(Needs.Time, Needs.Root, Needs.NativeExecutable, "unshare")]
    public async Task With_the_process_table_of_another_namespace_nobody_else_is_ended() => await WithoutTableAsync("true");

    private static async Task WithoutTableAsync(string prepare)
    {
        using var folder = new TempFolder();
        using var marker = new Marker();
        folder.Write(
            "dagrs.yaml",
            $$"""
            dagrs:
              late: { name: Late, timeout: 1s, cmd: "trap '' TERM; {{marker.Sleep}} & {{marker.Sleep}}" }
              left: { name: Left, cmd: "{{marker.Sleep}} > /dev/null 2>&1 & true" }
            """);
        var script = await Bash.RunAsync(folder, $"exec unshare --fork --pid --mount sh -c '{prepare}; \"$DAGRS\" -k --grace 1; code=$?; cd /; ps > /dev/null; exit $code'", marker);
        if (script.Error.StartsWith("unshare:", StringComparison.Ordinal))
        {
            return; // not allowed here
        }

        Assert.True(script.ExitCode == 1, script.Out + script.Error);
        Assert.Contains("processes that leave their task's process group cannot be killed here", script.Out, StringComparison.Ordinal);
        Assert.Contains("warn   1 background process left by tasks was killed", script.Lines);
        marker.AssertNoneAlive();
    }

    [FactNeeding(Needs.Time, Needs.Root, Needs.NativeExecutable, "chroot")]
    public async Task In_a_root_without_devices_a_run_is_as_usual()
    {
        using var folder = new TempFolder();
        folder.Write("t.yaml", "dagrs: { a: { name: A, cmd: [ /dagrs, --version ] }, b: { name: B, after: a, cmd: [ /dagrs, check, -f, /t.yaml ] } }\n");
        var script = await Bash.RunAsync(folder, "cp \"$DAGRS\" dagrs; exec chroot . /dagrs -f /t.yaml -o group --ci github");
        Assert.True(script.ExitCode == 0, script.Out + script.Error);
    }
}
