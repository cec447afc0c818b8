using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Nothing that is lost for want of room is passed over in silence, and a failure is still a failure.</summary>
public sealed class FullDiskTests
{
    [LongTheory]
    [InlineData("-o group", "", 4)]
    [InlineData("-o group", "; exit 3", 1)]
    [InlineData("-o errors-only", "; exit 3", 1)]
    [InlineData("-o errors-only", "", 0)] // nobody wanted to see it
    [InlineData("-o prefix", "", 0)]
    public async Task Output_that_has_no_room_to_wait_in_is_told_of_and_makes_a_success_a_failure_of_dagrs(string arguments, string end, int code)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", $"dagrs: {{ a: {{ name: A, cmd: 'seq 300000{end}' }} }}");
        var ran = await Bash.RunAsync(folder, $"TMPDIR=$PWD/none \"$DAGRS\" {arguments}");
        Assert.Equal(code, ran.ExitCode);
        var isLost = arguments is "-o group" || (arguments is "-o errors-only" && code != 0);
        Assert.Equal(isLost, ran.Lines.Any(line => line.Contains(" bytes of this output are lost", StringComparison.Ordinal)));
        if (isLost)
        {
            Assert.Matches("^dagrs: error: the output of tasks is incomplete: no space for [0-9]+ buffered bytes in .*/none/\n$", ran.Error);
        }
        else
        {
            Assert.Equal("", ran.Error);
        }
    }

    [LongFact]
    public async Task Output_that_waits_for_its_turn_is_told_of_when_it_is_lost()
    {
        using var folder = new TempFolder();
        folder.Write(
            "dagrs.yaml",
            """
            dagrs:
              first: { name: First, cmd: 'touch up; until [ -e done ]; do sleep 0.01; done' }
              wait: { name: Wait, cmd: 'until [ -e up ]; do sleep 0.01; done' }
              second: { name: Second, after: wait, cmd: seq 300000; touch done }
            """);
        var ran = await Bash.RunAsync(folder, "TMPDIR=$PWD/none \"$DAGRS\" -j2 -o keep-order");
        Assert.Equal(4, ran.ExitCode);
        Assert.StartsWith("dagrs: error: the output of tasks is incomplete: ", ran.Error, StringComparison.Ordinal);
    }

    [TheoryNeeding(Needs.Time, Needs.FullDisk)]
    [InlineData("", 4)]
    [InlineData("; exit 3", 1)]
    public async Task All_that_is_not_whole_is_named_and_a_failure_keeps_its_code(string end, int code)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", $"dagrs: {{ a: {{ name: A, cmd: 'echo hi{end}' }} }}");
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --log-path /dev/full > /dev/full");
        Assert.Equal(code, ran.ExitCode);
        Assert.Matches("^dagrs: error: the log '/dev/full' is incomplete: no space left on device\ndagrs: error: standard output is incomplete: no space left on device\n$", ran.Error);
    }

    [FactNeeding(Needs.Time, Needs.Tracing)]
    public async Task Output_that_waits_on_disk_is_nobody_elses_from_the_first_moment()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: seq 300000 } }");
        var ran = await Bash.RunAsync(folder, "umask 0; mkdir room; TMPDIR=$PWD/room strace -f -qq -e trace=openat -o trace \"$DAGRS\" -o group > /dev/null; grep 'room/dagrs-' trace; ls room | wc -l");
        Assert.Matches("openat\\(.*O_CREAT\\|O_EXCL.*, 0600", ran.Lines[0]);
        Assert.Equal("0", ran.Lines[^1]);
    }
}
