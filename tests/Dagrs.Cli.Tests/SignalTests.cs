using System.Diagnostics;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Signals that ask dagrs to end: what becomes of its tasks, and its exit code.</summary>
public sealed class SignalTests
{
    private const string Sleeping =
        """
        dagrs:
          sleeper: { name: Sleeper, cmd: echo ready; sleep 300 }
          next: { name: Next, after: sleeper, cmd: echo next }
        """;

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_signal_stops_the_run_and_is_its_exit_code(string signal, int exitCode)
    {
        await using var running = DagrsTest.Of(Sleeping).ExitsWith(exitCode)
            .Prints(
                $$"""
                info   [Start] -> Sleeper -> Next -> [End]
                info   Executing Task[name: Sleeper]
                [sleeper] ready
                warn   The run is stopped by SIG{{signal}}
                warn   Task canceled[name: Sleeper] after {time}
                info   Task not run[name: Next]. the run was stopped by SIG{{signal}}

                canceled: 'sleeper' (Sleeper) after {time}: the run was stopped by SIG{{signal}}
                not run because the run was stopped by SIG{{signal}}: 'next' (Next)
                2 tasks: 1 canceled, 1 not-run in {time}
                """)
            .Start();
        await running.WaitForAsync("[sleeper] ready");
        await running.SignalAsync(signal);
        await running.EndAsync();
    }

    [Fact]
    public async Task No_process_of_a_task_survives()
    {
        using var folder = new TempFolder();
        await using var running = DagrsTest.Of(
            """
            dagrs:
              family:
                name: Family
                cmd: |
                  sleep 300 & echo $! > child
                  (sleep 300 & echo $! > orphan)
                  wait
            """).In(folder).ExitsWith(143).Start();
        await running.WaitUntilAsync(() => folder.Has("child") && folder.Has("orphan") && folder.Read("orphan").EndsWith('\n'), "both children");
        await running.SignalAsync("TERM");
        await running.EndAsync();
        foreach (var name in new[] { "child", "orphan" })
        {
            await Gone(int.Parse(folder.Read(name)));
        }
    }

    [Fact]
    public async Task A_task_is_asked_before_it_is_killed_and_its_last_words_are_shown()
    {
        await using var running = DagrsTest.Of(
            """
            dagrs:
              polite: { name: Polite, cmd: "trap 'echo cleaned up; exit 0' TERM; echo ready; while :; do sleep 0.01; done" }
            """).ExitsWith(130)
            .PrintsLine("[polite] cleaned up")
            .PrintsLine("1 task: 1 canceled in {time}")
            .Start();
        await running.WaitForAsync("ready");
        await running.SignalAsync("INT");
        await running.EndAsync();
    }

    [Fact]
    public async Task A_second_signal_kills_at_once()
    {
        await using var running = DagrsTest.Of($"dagrs: {{ deaf: {{ name: Deaf, cmd: [ '{Paths.TestProgram}', ignore-term, '300000' ] }} }}", "--grace", "3600").ExitsWith(130).Start();
        await running.WaitForAsync("ready");
        await running.SignalAsync("INT");
        await running.WaitForAsync("The run is stopped by SIGINT");
        await running.SignalAsync("INT");
        await running.EndAsync();
    }

    [LongFact]
    public async Task A_task_that_ignores_the_request_is_killed_after_the_grace_time()
    {
        await using var running = DagrsTest.Of($"dagrs: {{ deaf: {{ name: Deaf, cmd: [ '{Paths.TestProgram}', ignore-term, '300000' ] }} }}").ExitsWith(143)
            .PrintsLine("1 task: 1 canceled in {time}")
            .Start();
        await running.WaitForAsync("ready");
        var clock = Stopwatch.StartNew();
        await running.SignalAsync("TERM");
        await running.EndAsync();
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(4.5), $"killed after {clock.Elapsed} already");
    }

    [Fact]
    public async Task A_failure_before_the_signal_does_not_hide_the_signal()
    {
        await using var running = DagrsTest.Of(
            """
            dagrs:
              bad: { name: Bad, cmd: exit 1 }
              sleeper: { name: Sleeper, cmd: sleep 300 }
            """,
            "-k", "-j2").ExitsWith(130).PrintsLine("2 tasks: 1 failed, 1 canceled in {time}").Start();
        await running.WaitForAsync("Task failed[name: Bad]");
        await running.SignalAsync("INT");
        await running.EndAsync();
    }

    [Fact]
    public async Task The_log_file_is_whole_after_a_signal()
    {
        using var folder = new TempFolder();
        await using var running = DagrsTest.Of(Sleeping, "--log-path", "run.log").In(folder).ExitsWith(143).Start();
        await running.WaitUntilAsync(() => folder.Has("run.log") && folder.Read("run.log").Contains("[sleeper] ready"), "the task in the log");
        await running.SignalAsync("TERM");
        await running.EndAsync();
        Assert.EndsWith("{date} info   Task not run[name: Next]. the run was stopped by SIGTERM\n", Normal.Text(folder.Read("run.log")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_logged_before_a_SIGKILL_is_whole()
    {
        using var folder = new TempFolder();
        await using var running = DagrsTest.Of("dagrs: { a: { name: A, cmd: 'echo ready; until [ -e go ]; do sleep 0.01; done' } }", "--log-path", "run.log").In(folder).Start();
        await running.WaitUntilAsync(() => folder.Has("run.log") && folder.Read("run.log").EndsWith("[a] ready\n", StringComparison.Ordinal), "the whole log");
        await running.SignalAsync("KILL");
        await Gone(running.Id);
        folder.Write("go", "");
        Assert.Equal(
            "{date} info   [Start] -> A -> [End]\n{date} info   Executing Task[name: A]\n[a] ready\n",
            Normal.Text(folder.Read("run.log")));
    }

    [Fact]
    public async Task After_a_SIGKILL_the_children_die_too()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var folder = new TempFolder();
        await using var running = DagrsTest.Of(
            """
            dagrs:
              family:
                name: Family
                cmd: |
                  echo $$ > parent
                  sleep 300 & echo $! > child
                  (sleep 300 & echo $! > orphan)
                  wait
            """).In(folder).Start();
        string[] names = ["parent", "child", "orphan"];
        await running.WaitUntilAsync(() => names.All(name => folder.Has(name) && folder.Read(name).EndsWith('\n')), "the family");
        await running.SignalAsync("KILL");
        foreach (var name in names)
        {
            await Gone(int.Parse(folder.Read(name)));
        }
    }

    // nohup starts programs so: what was ignored before stays ignored.
    [Fact]
    public Task A_signal_that_was_ignored_at_the_start_stays_ignored() => DagrsTest.Of(
        $$"""
        dagrs:
          outer:
            name: Outer
            cmd: |
              trap '' HUP
              '{{Paths.Dagrs}}' -f inner.yaml & inner=$!
              until [ -e ready ]; do sleep 0.01; done
              kill -HUP $inner
              touch go
              wait $inner
        """)
        .File("inner.yaml", "dagrs: { a: { name: A, cmd: 'touch ready; until [ -e go ]; do sleep 0.01; done; echo went on' } }")
        .PrintsLine("[outer] [a] went on")
        .RunAsync();

    private static async Task Gone(int id)
    {
        for (var clock = Stopwatch.StartNew(); IsAlive(id); await Task.Delay(10))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"process {id} is still there");
        }
    }

    // A zombie is dead; only whoever started it has not looked yet.
    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !File.Exists("/proc/self/stat") || !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is ArgumentException or IOException)
        {
            return false;
        }
    }
}
