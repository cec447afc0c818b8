using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>Processes of a task that are hard to recognize as such: they are found and ended all the same.</summary>
public sealed class FarFromHomeTests
{
    // A child of dagrs from its first moment: clone(2) with CLONE_PARENT.
    private const string Sibling = """
        import ctypes, os, platform, sys
        libc = ctypes.CDLL(None, use_errno=True)
        number = {"x86_64": 56, "aarch64": 220}[platform.machine()]
        if libc.syscall(ctypes.c_long(number), ctypes.c_long(0x8000 | 17), None, None, None, None) == 0:
            os.setsid()
            nothing = os.open("/dev/null", os.O_RDWR)
            for descriptor in (0, 1, 2):
                os.dup2(nothing, descriptor)
            os.execve("/bin/sleep", ["sleep", sys.argv[1]], {})
        """;

    // Its first thread ends, which makes it look like a zombie; another goes on.
    private const string Headless = """
        import ctypes, os, sys, threading, time
        os.setsid()
        nothing = os.open("/dev/null", os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nothing, descriptor)
        threading.Thread(target=time.sleep, args=(float(sys.argv[1]),)).start()
        open("ready", "w").close()
        ctypes.CDLL(None).pthread_exit(None)
        """;

    // The task's own process goes into the group of dagrs and clears its variables.
    private const string Deserter = """
        import os, sys
        os.setpgid(0, os.getpgid(os.getppid()))
        os.execve("/bin/sleep", ["sleep", sys.argv[1]], {})
        """;

    // The same, and what it has started goes with it.
    private const string DesertersWithChildren = """
        import os, sys, time
        os.setpgid(0, os.getpgid(os.getppid()))
        if os.fork() == 0:
            os.execve("/bin/sleep", ["sleep", sys.argv[1]], {})
        os.execve("/bin/sh", ["sh", "-c", "trap '' TERM; sleep " + sys.argv[1] + "; exit"], {})
        """;

    [FactNeeding(Needs.Time, "python3")]
    public async Task A_process_that_was_a_child_of_dagrs_from_the_beginning() =>
        await EndsAsync(Sibling, "python3 far.py MARK", "warn   1 background process left by tasks was killed");

    [FactNeeding(Needs.Time, "python3")]
    public async Task A_process_whose_first_thread_has_ended() =>
        await EndsAsync(Headless, "python3 far.py MARK & while ! [ -e ready ]; do sleep 0.02; done; sleep 0.2", "warn   1 background process left by tasks was killed");

    [FactNeeding(Needs.Time, "python3")]
    public async Task A_process_whose_first_thread_has_ended_when_dagrs_is_killed()
    {
        using var marker = new Marker();
        using var folder = new TempFolder();
        folder.Write("far.py", Headless);
        await using var running = DagrsTest.Of($"dagrs: {{ far: {{ name: Far, cmd: python3 far.py {marker.Number} & {marker.Sleep} }} }}", "-q").In(folder).Start();
        await running.WaitUntilAsync(() => File.Exists(folder["ready"]) && marker.Sleeping == 1, "both processes");
        Assert.Contains(marker.Alive, process => process.Contains("python3 far.py", StringComparison.Ordinal));
        await running.SignalAsync("KILL");
        await marker.WaitForNoneAsync(TimeSpan.FromSeconds(15));
    }

    // By CliWrap a command leads a session, and who does cannot leave its group.
    [TheoryNeeding(Needs.Time, "python3", "setsid", Needs.DirectExecutor)]
    [InlineData(Deserter)]
    [InlineData(DesertersWithChildren)]
    public async Task A_task_that_leaves_its_group_and_clears_its_variables_and_takes_too_long(string program)
    {
        using var marker = new Marker();
        await DagrsTest.Of($"dagrs: {{ far: {{ name: Far, timeout: 1s, cmd: [ python3, far.py, \"{marker.Number}\" ] }} }}", "--grace", "1")
            .File("far.py", program)
            .Through("setsid", "-w") // its group has no other member that may be mistaken for a task
            .ExitsWith(1)
            .PrintsSomewhere("timed-out: 'far'")
            .RunAsync();
        marker.AssertNoneAlive();
    }

    private static async Task EndsAsync(string program, string command, string words)
    {
        using var marker = new Marker();
        await DagrsTest.Of($"dagrs: {{ far: {{ name: Far, cmd: \"{command.Replace("MARK", marker.Number, StringComparison.Ordinal)}\" }} }}", "--grace", "1")
            .File("far.py", program)
            .PrintsLine(words)
            .RunAsync();
        marker.AssertNoneAlive();
    }
}
