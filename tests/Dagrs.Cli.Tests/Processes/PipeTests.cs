using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>Readers of dagrs's output that leave, that never read, and files that others write to as well.</summary>
public sealed class PipeTests
{
    [Fact]
    public async Task A_reader_that_leaves_ends_the_run_in_order()
    {
        using var folder = new TempFolder();
        using var marker = new Marker();
        folder.Write("dagrs.yaml", $$"""
            dagrs:
              loud: { name: Loud, cmd: "(setsid {{marker.Sleep}} &); while :; do echo line; sleep 0.01; done" }
              next: { name: Next, after: loud, cmd: touch next }
            """);
        var script = await Bash.RunAsync(folder, "\"$DAGRS\" --grace 300 | head -1; echo ${PIPESTATUS[@]}", marker);
        Assert.Equal(["info   [Start] -> Loud -> Next -> [End]", "141 0"], script.Lines);
        Assert.Equal("", script.Error);
        Assert.False(folder.Has("next"));
        marker.AssertNoneAlive();
    }

    [LongTheory]
    [InlineData("yes", "prefix")] // the task waits for the reader when it is told to end
    [InlineData("yes", "raw")]
    [InlineData("seq 100000; SLEEP", "prefix")] // all is written, but not read
    [InlineData("seq 100000", "prefix")] // the run is over, but not told
    [InlineData("seq 100000", "group")]
    public async Task A_reader_that_never_reads_does_not_keep_dagrs_from_ending(string line, string mode)
    {
        using var folder = new TempFolder();
        using var marker = new Marker();
        folder.Write("dagrs.yaml", $$"""dagrs: { loud: { name: Loud, cmd: "touch begun; {{line.Replace("SLEEP", marker.Sleep, StringComparison.Ordinal)}}" } }""");
        var script = await Bash.RunAsync(
            folder,
            $$"""
            mkfifo pipe
            sleep {{marker.Number}} < pipe &
            reader=$!
            "$DAGRS" --grace 1 -o {{mode}} > pipe &
            while ! [ -f begun ]; do sleep 0.05; done
            sleep 1
            kill -s TERM $!
            wait $!
            echo $?
            kill $reader
            """,
            marker);
        Assert.Contains(script.Out, new[] { "143\n", "0\n" });
        marker.AssertNoneAlive();
    }

    [LongFact]
    public async Task A_file_that_others_write_to_before_and_after_holds_everything()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { hello: { name: Hello, cmd: echo hello } }");
        await Bash.RunAsync(folder, "(echo before; \"$DAGRS\" -q; \"$DAGRS\" -q; echo after) > all");
        Assert.Equal("before\n[hello] hello\n[hello] hello\nafter\n", folder.Read("all"));
    }

    [LongTheory]
    [InlineData("<&-")]
    [InlineData("2>&-")]
    [InlineData("<&- 2>&-")]
    [InlineData("7</etc/passwd 9</etc/passwd")]
    public async Task A_task_has_three_descriptors_whatever_dagrs_was_given(string redirections)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", $$"""dagrs: { fds: { name: Fds, cmd: [ "{{Paths.TestProgram}}", fds ] } }""");
        var script = await Bash.RunAsync(folder, $"exec \"$DAGRS\" -q {redirections}");
        Assert.Matches(Paths.IsDirect ? "^\\[fds\\] 0 /dev/null$" : @"^\[fds\] 0 pipe:", script.Lines[0]);
        Assert.Matches(@"^\[fds\] 1 pipe:", script.Lines[1]);
        Assert.Matches(@"^\[fds\] 2 pipe:", script.Lines[2]);
        Assert.DoesNotContain("passwd", script.Out, StringComparison.Ordinal);
    }
}
