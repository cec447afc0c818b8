using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>
/// Runs of a user who may have hardly any processes and threads, as in a container with a limit: whatever is not to be had any more, a run comes
/// to its end in its own words, and its time limits and signals hold. For the native executable; the runtime alone needs more otherwise.
/// </summary>
public sealed class FewThreadsTests
{
    // Uses up what is allowed, and keeps it.
    private const string Greedy = "(i=0; while [ $i -lt 200 ]; do sleep 300 & i=$((i+1)); done) 2> /dev/null || true; exec sleep 300";

    [TheoryNeeding(Needs.Time, Needs.Root, Needs.NativeExecutable, "setpriv", "prlimit")]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(40)]
    public Task A_time_limit_of_a_task_holds(int limit) =>
        RunAsync(limit, $"dagrs: {{ a: {{ name: A, timeout: 1s, cmd: \"{Greedy}\" }}, b: {{ name: B, timeout: 1s, cmd: exec sleep 300 }} }}", "-k --grace 1", "", [1, 4]);

    [TheoryNeeding(Needs.Time, Needs.Root, Needs.NativeExecutable, "setpriv", "prlimit")]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(40)]
    public Task A_time_limit_of_the_run_holds(int limit) => RunAsync(limit, $"dagrs: {{ a: {{ name: A, cmd: \"{Greedy}\" }} }}", "--timeout 1s --grace 1", "", [1, 4, 124]);

    [TheoryNeeding(Needs.Time, Needs.Root, Needs.NativeExecutable, "setpriv", "prlimit")]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    [InlineData("HUP", 129)]
    public Task A_signal_stops_the_run(string signal, int exitCode) => RunAsync(40, $"dagrs: {{ a: {{ name: A, cmd: \"{Greedy}\" }} }}", "--grace 1", $"sleep 1; kill -{signal} $p", [exitCode]);

    [FactNeeding(Needs.Time, Needs.Root, Needs.NativeExecutable, "setpriv", "prlimit")]
    public Task A_retry_after_a_long_wait_has_its_thread() =>
        RunAsync(9, "dagrs: { a: { name: A, retry: { max: 1, delay: 11s }, cmd: \"echo attempt $DAGRS_ATTEMPT; test $DAGRS_ATTEMPT = 2\" } }", "", "", [0, 4]);

    [FactNeeding(Needs.Time, Needs.Root, Needs.NativeExecutable, "setpriv", "prlimit")]
    public async Task Random_limits_signals_and_time_limits_leave_nothing_and_nothing_hangs()
    {
        var runs = Suite.Cases(300, 12);
        var chance = new Random(815);
        for (var run = 0; run < runs; run++)
        {
            var file = $"dagrs: {{ a: {{ name: A, timeout: {chance.Next(100, 1500)}ms, retry: {chance.Next(2)}, cmd: \"{(chance.Next(2) == 0 ? Greedy : "exec sleep 300")}\" }}, "
                + $"b: {{ name: B, cmd: \"echo b; sleep 0.{chance.Next(10)}\" }}, c: {{ name: C, after: b, cmd: \"sleep 300 & setsid sleep 300 & sleep 0.2\" }} }}";
            var options = $"-k --grace 1 -j {chance.Next(1, 6)}{(chance.Next(3) == 0 ? " --timeout 1s" : "")}{(chance.Next(4) == 0 ? " -o group" : "")}";
            var signal = chance.Next(2) == 0 ? "" : $"sleep 0.{chance.Next(10)}; kill -{new[] { "TERM", "INT", "HUP", "TSTP" }[chance.Next(4)]} $p 2> /dev/null; sleep 0.{chance.Next(10)}; kill -CONT $p 2> /dev/null; kill -TERM $p 2> /dev/null";

            // Before dagrs hears signals they do what they do by themselves: 128 and their number all the same.
            await RunAsync(chance.Next(5, 101), file, options, signal, [0, 1, 4, 124, 129, 130, 143]);
        }
    }

    private static async Task RunAsync(int limit, string file, string options, string meanwhile, int[] exitCodes)
    {
        // Nobody else's processes count for a user who was never there.
        var user = Random.Shared.Next(70_000, 900_000);
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        folder.Write("dagrs.yaml", file + "\n");
        var script = await Bash.RunAsync(
            folder,
            $$"""
            set -m # so that SIGINT is not ignored in the background
            cp "$DAGRS" dagrs && chmod 755 dagrs
            env -u DAGRS_BINARY TMPDIR=/tmp HOME=/none setpriv --reuid {{user}} --regid {{user}} --clear-groups prlimit --nproc={{limit}} ./dagrs {{options}} < /dev/null & p=$!
            {{(meanwhile.Length > 0 ? meanwhile : ":")}}
            for i in $(seq 100); do wait $p; code=$?; case $code in 147|148) sleep 0.1;; *) break;; esac; done # of the halt bash tells late
            while kill -0 $p 2> /dev/null; do wait $p; code=$?; done
            for i in $(seq 50); do left=$(ps -u {{user}} -o pid=,stat=,args= | grep -v ' Z'); [ -n "$left" ] || break; sleep 0.1; done
            echo "left: $left"
            for pid in $(ps -u {{user}} -o pid=); do kill -9 $pid; done
            exit $code
            """);
        var all = $"limit {limit}, exit code {script.ExitCode}, {options}, {meanwhile}\n{file}\n{script.Out}\n{script.Error}";
        Assert.True(exitCodes.Contains(script.ExitCode), all);
        Assert.True(script.Lines[^1] == "left: ", all);
        Assert.DoesNotContain("Unhandled", script.Out + script.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("itself failed", script.Out + script.Error, StringComparison.Ordinal);
    }
}
