using Dagrs.Cli.Tests.Support;
using static Dagrs.Cli.Tests.Recording.EventsTests;

namespace Dagrs.Cli.Tests.Recording;

/// <summary>Where events may go, what must not be overwritten, and readers that go or are slow.</summary>
public sealed class EventPlaceTests
{
    [Fact]
    public async Task Events_on_standard_output_are_alone_there_and_people_read_standard_error()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Plain);
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --events -");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal([], RecordedSchemas.WrongIn(ran.Out));
        Assert.Contains("[a] hello", ran.Error, StringComparison.Ordinal);
        Assert.Contains("1 task: 1 succeeded in ", ran.Error, StringComparison.Ordinal);
    }

    [LongTheory]
    [InlineData("\"$DAGRS\" --events /dev/stdout > out")]
    [InlineData("\"$DAGRS\" --events fd:1 > out")]
    [InlineData("\"$DAGRS\" --events out > out")]
    [InlineData("\"$DAGRS\" --events fd:3 3> out")]
    [InlineData("\"$DAGRS\" --events /dev/fd/3 3> out")]
    [InlineData("mkfifo pipe; cat pipe > out & \"$DAGRS\" --events pipe; wait")]
    [InlineData("\"$DAGRS\" --events - | cat > out")]
    [InlineData("echo old > out; ln -s out link; \"$DAGRS\" --events link")]
    [InlineData("\"$DAGRS\" -q --events out")]
    [InlineData("\"$DAGRS\" --log-path log --events out")]
    [InlineData("mkdir sub; cd sub; \"$DAGRS\" --events ../out")]
    public async Task Wherever_events_go_they_arrive_whole_and_alone(string script)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Plain);
        var ran = await Bash.RunAsync(folder, script);

        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Equal([], RecordedSchemas.WrongIn(folder.Read("out")));
        Assert.EndsWith("hello\n", (string)Parse(folder.Read("out")).Single(one => Type(one) == "task-output")["text"]!, StringComparison.Ordinal);
    }

    [LongTheory]
    [InlineData("fd:9", "cannot write the events to 'fd:9': no open descriptor there can be written")]
    [InlineData("fd:0", "cannot write the events to 'fd:0': no open descriptor there can be written")]
    [InlineData("fd:x", "cannot write the events to 'fd:x': it is not a valid file name")]
    [InlineData("none/events", "cannot write the events to 'none/events': no such file or folder")]
    [InlineData(".", "cannot write the events to '.': it is a folder")]
    public async Task A_place_that_cannot_be_written_is_told_before_anything_runs(string place, string message)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: touch ran } }");
        var ran = await Bash.RunAsync(folder, $"\"$DAGRS\" --events {place}");

        Assert.Equal((2, $"dagrs: error: {message}\n"), (ran.ExitCode, ran.Error));
        Assert.False(folder.Has("ran"));
    }

    [LongTheory]
    [InlineData("\"$DAGRS\" --events dagrs.yaml")]
    [InlineData("ln dagrs.yaml other; \"$DAGRS\" --events other")]
    [InlineData("\"$DAGRS\" --events fd:3 3>> dagrs.yaml")]
    [InlineData("\"$DAGRS\" --report json=dagrs.yaml")]
    [InlineData("ln -s dagrs.yaml other; \"$DAGRS\" --report json=other")]
    [InlineData("\"$DAGRS\" --no-such-option --events dagrs.yaml")]
    public async Task The_file_of_tasks_is_not_overwritten(string script)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Plain);
        var ran = await Bash.RunAsync(folder, script);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("would overwrite the task file\n", ran.Error, StringComparison.Ordinal);
        Assert.Equal(Plain, folder.Read("dagrs.yaml"));
    }

    [Fact]
    public async Task A_file_of_tasks_that_is_wrong_is_not_overwritten_either()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { cmd: [ } }");
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --events dagrs.yaml --report json=dagrs.yaml");

        Assert.Equal(3, ran.ExitCode);
        Assert.Equal("dagrs: { a: { cmd: [ } }", folder.Read("dagrs.yaml"));
    }

    [LongTheory]
    [InlineData("\"$DAGRS\" --events log --log-path log", "would overwrite the log")]
    [InlineData("\"$DAGRS\" --report json=log --log-path log", "would overwrite the log")]
    [InlineData("\"$DAGRS\" --report json=out --events out", "would overwrite the events")]
    [InlineData("\"$DAGRS\" --report json=out --report json=./out", "give each its own")]
    public async Task Two_things_do_not_go_to_one_file(string script, string message)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: touch ran } }");
        var ran = await Bash.RunAsync(folder, script);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
        Assert.False(folder.Has("ran"));
    }

    [Fact]
    public async Task A_reader_that_goes_is_missed_once_and_the_run_goes_on()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: 'until [ -e gone ]; do sleep 0.01; done; seq 50000' }, b: { name: B, after: a, cmd: seq 50000; touch ran } }");
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --events fd:3 3> >(head -n 1 > first; touch gone) > /dev/null");

        Assert.Equal((0, "dagrs: warn: the reader of the events has gone; the run continues without them\n"), (ran.ExitCode, ran.Error));
        Assert.True(folder.Has("ran"));
    }

    [LongFact]
    public async Task A_slow_reader_gets_everything()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: seq 400000 } }");
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --events fd:3 3> >(read -r line; echo \"$line\" > out; until [ -e go ]; do sleep 0.01; done; cat >> out; touch done) > /dev/null & sleep 0.3; touch go; wait $!; code=$?; until [ -e done ]; do sleep 0.01; done; exit $code");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal([], RecordedSchemas.WrongIn(folder.Read("out")));
        Assert.Equal(
            string.Concat(Enumerable.Range(1, 400_000).Select(line => line + "\n")),
            string.Concat(Parse(folder.Read("out")).Where(one => Type(one) == "task-output").Select(one => (string)one["text"]!)));
    }
}
