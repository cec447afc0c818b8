using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>What the log may be written to, and what must stay whole beside it: the file of tasks, another run's log, what tasks append, the terminal's text.</summary>
public sealed class LogFileTests
{
    private const string Yaml = "dagrs: { a: { name: A, cmd: touch ran; echo hello } }";

    [LongTheory]
    [InlineData("ln dagrs.yaml run.log; \"$DAGRS\" --log-path run.log")]
    [InlineData("\"$DAGRS\" -f - --log-path dagrs.yaml < dagrs.yaml")]
    [InlineData("ln -s dagrs.yaml run.log; \"$DAGRS\" -f - --log-path run.log < dagrs.yaml")]
    [InlineData("ln dagrs.yaml other.yaml; ln -s \"$PWD/other.yaml\" run.log; \"$DAGRS\" --log-path run.log")]
    [InlineData("exec 3<> dagrs.yaml; \"$DAGRS\" --log-path /dev/fd/3")]
    [InlineData("\"$DAGRS\" --log-path /dev/stdout >> dagrs.yaml")]
    [InlineData("mkdir sub; cd sub; \"$DAGRS\" --log-path ../dagrs.yaml")]
    public async Task The_file_of_tasks_is_not_overwritten_whatever_name_it_has(string script)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Yaml);
        var ran = await Bash.RunAsync(folder, script);
        Assert.Equal(2, ran.ExitCode);
        Assert.EndsWith("would overwrite the task file\n", ran.Error, StringComparison.Ordinal);
        Assert.Equal(Yaml, folder.Read("dagrs.yaml"));
        Assert.False(folder.Has("ran"));
    }

    [FactNeeding(Needs.Time, "unshare", Needs.Root)]
    public async Task The_file_of_tasks_is_not_overwritten_where_it_is_mounted_a_second_time()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Yaml);
        folder.Write("run.log", "");
        var ran = await Bash.RunAsync(folder, "unshare -m sh -c 'mount --bind dagrs.yaml run.log || exit 99; \"$DAGRS\" --log-path run.log'");
        Assert.True(ran.ExitCode is 2 or 99, ran.Error); // a container may not be allowed to mount
        Assert.Equal(Yaml, folder.Read("dagrs.yaml"));
    }

    [Fact]
    public async Task What_a_task_appends_to_the_log_is_not_overwritten()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: echo of the task >> run.log; echo shown }, b: { name: B, after: a, cmd: echo more >> run.log; echo shown } }");
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --log-path run.log");
        Assert.Equal(0, ran.ExitCode);
        var lines = folder.Read("run.log").Split('\n');
        Assert.Equal(["[a] shown", "[b] shown", "more", "of the task"], lines.Where(line => line is "of the task" or "more" or "[a] shown" or "[b] shown").Order(StringComparer.Ordinal));
        Assert.Equal(9, lines.Length - 1);
    }

    [LongFact]
    public async Task A_second_run_with_the_same_log_is_refused_before_anything_runs()
    {
        using var folder = new TempFolder();
        folder.Write("first.yaml", "dagrs: { a: { name: A, cmd: touch up; read x < go; echo first } }");
        folder.Write("second.yaml", Yaml);
        var ran = await Bash.RunAsync(
            folder,
            """
            mkfifo go; ln -s run.log link.log
            "$DAGRS" -f first.yaml --log-path run.log & until [ -e up ]; do sleep 0.01; done
            "$DAGRS" -f second.yaml --log-path link.log; echo "second: $?"
            echo > go; wait $!; echo "first: $?"
            "$DAGRS" -f second.yaml --log-path link.log > /dev/null; echo "third: $?"
            """);
        Assert.Contains("second: 2", ran.Lines);
        Assert.Contains("first: 0", ran.Lines);
        Assert.Contains("third: 0", ran.Lines);
        Assert.Equal("dagrs: error: another run of dagrs is writing the log 'link.log'; use another file for --log-path\n", ran.Error);
        Assert.True(folder.Has("ran"));
    }

    [LongFact]
    public async Task A_refused_run_leaves_the_log_of_the_other_as_it_is()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: '\"$DAGRS\" -f inner.yaml --log-path run.log || echo \"inner: $?\"' } }");
        folder.Write("inner.yaml", Yaml);
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --log-path run.log");
        Assert.Equal(0, ran.ExitCode);
        var log = folder.Read("run.log").Split('\n');
        Assert.EndsWith("info   [Start] -> A -> [End]", log[0], StringComparison.Ordinal);
        Assert.Contains("[a] inner: 2", log);
        Assert.Contains("info   Task executed successfully. [name: A] in ", log[^2], StringComparison.Ordinal);
        Assert.False(folder.Has("ran"));
    }

    [LongFact]
    public async Task Two_runs_may_log_to_what_keeps_nothing()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: '\"$DAGRS\" -f inner.yaml --log-path /dev/null' } }");
        folder.Write("inner.yaml", Yaml);
        var ran = await Bash.RunAsync(folder, "\"$DAGRS\" --log-path /dev/null");
        Assert.Equal(0, ran.ExitCode);
        Assert.True(folder.Has("ran"));
    }

    [LongTheory]
    [InlineData("--log-path /dev/stdout", "> out")]
    [InlineData("--log-path /proc/self/fd/1", "> out")]
    [InlineData("--log-path out", "> out")]
    [InlineData("--log-path link", "> out")]
    [InlineData("--log-path /dev/fd/3", "3> out >&3")]
    [InlineData("--log-path /dev/stderr", "> out 2>&1")]
    [InlineData("--log-path /dev/stdout", "| cat > out")]
    public async Task The_log_and_the_text_for_the_terminal_may_go_to_one_file_and_both_are_whole(string arguments, string redirection)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: seq 2000 }, b: { name: B, after: a, cmd: echo hello } }");
        File.CreateSymbolicLink(folder["link"], "/dev/stdout");
        var ran = await Bash.RunAsync(folder, $"(echo before; \"$DAGRS\" {arguments}; echo after) {redirection}");
        Assert.Equal("", ran.Error);
        var lines = folder.Read("out").Split('\n');
        Assert.Equal("before", lines[0]);
        Assert.Equal("after", lines[^2]);
        Assert.Equal(2001, lines.Count(line => line.StartsWith("[a] ", StringComparison.Ordinal) || line == "[b] hello"));
        Assert.Equal(5, lines.Count(line => line.Contains(" info   ", StringComparison.Ordinal)));
        Assert.Equal(["[1/2] A succeeded", "[2/2] B succeeded"], lines.Where(line => line.StartsWith('[') && line.Contains("/2] ", StringComparison.Ordinal)).Select(line => line[..17]));
        Assert.Equal(2 + 2001 + 5 + 2 + 1, lines.Length - 1);
    }

    [LongFact]
    public async Task A_log_in_a_pipe_with_a_name_is_read_whole()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { a: { name: A, cmd: seq 20000 } }");
        var ran = await Bash.RunAsync(folder, "mkfifo pipe; cat pipe > read & \"$DAGRS\" --log-path pipe; code=$?; wait; exit $code");
        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(20003, folder.Read("read").Count(c => c == '\n'));
    }

    [LongTheory]
    [InlineData("/dev/fd/9")]
    [InlineData("/dev/fd/0")]
    public async Task A_descriptor_that_cannot_be_written_is_told_before_anything_runs(string path)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Yaml);
        var ran = await Bash.RunAsync(folder, $"\"$DAGRS\" --log-path {path}");
        Assert.Equal(2, ran.ExitCode);
        Assert.Equal($"dagrs: error: cannot write the log to '{path}': no open descriptor there can be written\n", ran.Error);
        Assert.False(folder.Has("ran"));
    }
}
