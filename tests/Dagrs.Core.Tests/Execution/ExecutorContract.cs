// Above 300 lines: one contract, which every executor inherits as a whole; divided, an executor could miss a part of it.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.Execution;

/// <summary>What every executor does with real processes on Unix. A class that derives from it puts one executor through it.</summary>
public abstract class ExecutorContract
{
    /// <summary>The longest a test may take, in milliseconds: the machine may be busy, a hang is longer.</summary>
    protected const int Patience = 300_000;

    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(20); // for what would take 60 s if it were wrong

    private readonly Lazy<IExecutor> _executor;

    protected ExecutorContract() => _executor = new(Create);

    /// <summary>False when standard output and error come in nearly the order of writing.</summary>
    protected virtual bool KeepsOrder => true;

    /// <summary>False when an exit code of 129 to 159 is taken for a death by a signal.</summary>
    protected virtual bool TellsCodesFromSignals => true;

    /// <summary>False when arguments must be UTF-8.</summary>
    protected virtual bool PassesAnyBytes => true;

    /// <summary>A new executor of the kind.</summary>
    protected abstract IExecutor Create();

    [Fact(Timeout = Patience)]
    public async Task Exit_status_0_is_a_success()
    {
        Assert.IsType<Outcome.Succeeded>(await Execute(Sh("exit 0")));
        Assert.IsType<Outcome.Succeeded>(await Execute(TestProgram("exit", "0")));
    }

    [Theory(Timeout = Patience)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(255)]
    public async Task Any_other_exit_status_is_told(int code) =>
        Assert.Equal(new Outcome.Exited(code), await Execute(Sh($"exit {code}")));

    [Fact(Timeout = Patience)]
    public async Task What_is_written_to_standard_error_does_not_decide()
    {
        var sink = new CollectingSink();
        Assert.IsType<Outcome.Succeeded>(await Execute(Sh("echo error: bad >&2"), sink));
        Assert.Equal("error: bad\n", sink.Text);
    }

    [Theory(Timeout = Patience)]
    [InlineData("HUP")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    [InlineData("ABRT")]
    [InlineData("KILL")]
    [InlineData("SEGV")]
    [InlineData("PIPE")]
    [InlineData("TERM")]
    public async Task A_death_by_a_signal_is_told_by_its_name(string signal)
    {
        Assert.Equal("SIG" + signal, Assert.IsType<Outcome.Killed>(await Execute(TestProgram("signal", signal))).Signal);
        Assert.Equal("SIG" + signal, Assert.IsType<Outcome.Killed>(await Execute(Sh($"kill -{signal} $$"))).Signal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_variable_that_the_program_has_set_is_inherited_until_it_is_removed()
    {
        var name = "SET_BY_THE_PROGRAM_" + GetType().Name; // classes run side by side in one process
        Environment.SetEnvironmentVariable(name, "über");
        Assert.Equal("über\n", await Output(Create(), name));
        Environment.SetEnvironmentVariable(name, null);
        Assert.Equal("none\n", await Output(Create(), name));

        static async Task<string> Output(IExecutor executor, string name)
        {
            var sink = new CollectingSink();
            await executor.ExecuteAsync(Sh($"echo ${{{name}-none}}"), sink, default);
            return sink.Text;
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_program_that_does_not_exist_is_not_started()
    {
        Assert.Equal("program 'no-such-program-anywhere' was not found in PATH", Problem(await Execute(Program("no-such-program-anywhere"))));
        Assert.Equal("program '/no/such/program' does not exist", Problem(await Execute(Program("/no/such/program"))));
        Assert.Equal("program '' was not found in PATH", Problem(await Execute(Program(""))));
    }

    [Fact(Timeout = Patience)]
    public async Task A_file_that_is_not_executable_is_not_started()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("data", "echo hello\n");

        Assert.Equal($"program '{file}' is not executable: permission denied", Problem(await Execute(Program(file))));
        Assert.Equal("program 'data' is not executable: permission denied", Problem(await Execute(Program("data") with { Environment = new Dictionary<string, string> { ["PATH"] = folder.Path } })));
    }

    [Fact(Timeout = Patience)]
    public async Task A_folder_is_not_started()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal($"program '{folder.Path}' is a folder", Problem(await Execute(Program(folder.Path))));
    }

    [Fact(Timeout = Patience)]
    public async Task A_script_whose_interpreter_does_not_exist_is_not_started()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("script", "#!/no/such/interpreter\n", isExecutable: true);

        Assert.Equal("could not be started: the program or its interpreter does not exist (ENOENT)", Problem(await Execute(Program(script))));
    }

    [Fact(Timeout = Patience)]
    public async Task A_script_without_a_first_line_is_run_by_the_shell()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("my script", "echo \"$0|$1|$#\"\nexit 3\n", isExecutable: true);
        var sink = new CollectingSink();

        Assert.Equal(new Outcome.Exited(3), await Execute(Program(script, "an argument"), sink));
        Assert.Equal($"{script}|an argument|1\n", sink.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task Output_and_errors_come_in_the_order_written()
    {
        const int count = 500;
        var sink = new CollectingSink();

        await Execute(TestProgram("both", $"{count}"), sink);

        var lines = Enumerable.Range(1, count).SelectMany(i => new[] { $"out {i}", $"err {i}" }).ToList();
        if (KeepsOrder)
        {
            Assert.Equal(lines, Written(OutputChannel.Merged));
            return;
        }

        // Each for itself, and told apart, so that nobody makes one line of both.
        Assert.Equal(lines.Where(line => line[0] == 'o'), Written(OutputChannel.Out));
        Assert.Equal(lines.Where(line => line[0] == 'e'), Written(OutputChannel.Error));
        Assert.Empty(sink.Bytes(OutputChannel.Merged));

        string[] Written(OutputChannel channel) => Encoding.UTF8.GetString(sink.Bytes(channel)).TrimEnd('\n').Split('\n');
    }

    [Fact(Timeout = Patience)]
    public async Task Arguments_of_a_list_arrive_as_they_are()
    {
        string[] odd = ["", " ", "a b", "\"double\"", "'single'", "$HOME `id` $(id)", "*", "a\nb", "\\", "-n", "--", "ünïcödé 日本 🙂", "\t", "a\u0001b"];
        var sink = new CollectingSink();

        await Execute(TestProgram(["args", .. odd]), sink);

        Assert.Equal(string.Concat(odd.Select(argument => $"[{argument}]\n")), sink.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_shell_text_is_handed_over_as_it_stands()
    {
        var sink = new CollectingSink();
        await Execute(Sh("x='a  b'\nfor i in 1 2; do\n  printf '%s\\n' \"$x $i\" # comment 'with quote\ndone\ncat <<END\n\"ünï\" \\\\ $x\nEND\n"), sink);
        Assert.Equal("a  b 1\na  b 2\n\"ünï\" \\ a  b\n", sink.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task Arguments_of_a_shell_text_are_any_bytes()
    {
        byte[] every = PassesAnyBytes ? [.. Enumerable.Range(1, 255).Select(b => (byte)b)] : [.. Enumerable.Range(1, 127).Select(b => (byte)b), .. "äöü 日本 🙂"u8];
        var sink = new CollectingSink();

        await Execute(Sh("printf '%s|%s|%s|%s' \"$0\" \"$1\" \"$2\" \"$#\"") with { Name = "the name", Arguments = [every, ReadOnlyMemory<byte>.Empty] }, sink);

        Assert.Equal([.. "the name|"u8, .. every, .. "||2"u8], sink.Bytes());
    }

    [Fact(Timeout = Patience)]
    public async Task Arguments_that_are_too_large_are_told_so()
    {
        var outcome = await Execute(Sh("true") with { Arguments = [new byte[128 * 1024].Select(_ => (byte)'x').ToArray()] });
        Assert.Equal("could not be started: the arguments and the environment are too large for the system (E2BIG)", Problem(outcome));
    }

    [Fact(Timeout = Patience)]
    public async Task Standard_input_is_empty()
    {
        var sink = new CollectingSink();
        Assert.IsType<Outcome.Succeeded>(await Execute(TestProgram("cat"), sink));
        Assert.IsType<Outcome.Succeeded>(await Execute(Sh("cat; read x || echo nothing"), sink));
        Assert.Equal("nothing\n", sink.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task Nothing_of_a_large_output_is_lost()
    {
        const int size = (20 * 1024 * 1024) + 17;
        var sink = new CollectingSink();

        await Execute(TestProgram("spam", $"{size}", "--no-newline"), sink);

        var bytes = sink.Bytes();
        Assert.Equal(size, bytes.Length);
        Assert.False(bytes.AsSpan().ContainsAnyExcept((byte)'x'));
    }

    [Fact(Timeout = Patience)]
    public async Task Output_without_a_last_line_break_stays_so()
    {
        var sink = new CollectingSink();
        await Execute(TestProgram("half", "no newline"), sink);
        Assert.Equal("no newline", sink.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task Bytes_that_are_not_text_stay_as_they_are()
    {
        var sink = new CollectingSink();
        await Execute(TestProgram("bytes", "00FF80C328E282000AFE"), sink);
        Assert.Equal(Convert.FromHexString("00FF80C328E282000AFE"), sink.Bytes());
    }

    [LongFact(Timeout = Patience)]
    public async Task Nothing_is_lost_when_the_reader_is_slow()
    {
        const int size = 200 * 1024;
        var sink = new CollectingSink { BeforeWrite = () => Thread.Sleep(600) }; // longer than a background process may hold the output

        Assert.IsType<Outcome.Succeeded>(await Execute(Sh($"head -c {size} /dev/zero"), sink));

        Assert.Equal(size, sink.Bytes().Length);
        Assert.Empty(sink.Warnings);
    }

    [Fact(Timeout = Patience)]
    public async Task A_captured_output_is_that_of_standard_output_alone_and_both_are_shown()
    {
        var sink = new CollectingSink();

        var outcome = await Execute(Sh("printf 'out 1\nout 2'; printf 'err' >&2") with { CapturesOutput = true }, sink);

        var output = Assert.IsType<Outcome.Succeeded>(outcome).Output;
        Assert.Equal("out 1\nout 2", Encoding.UTF8.GetString(output.Bytes.Span));
        Assert.Equal("out 1\nout 2"u8.ToArray(), sink.Bytes(OutputChannel.Out));
        Assert.Equal("err"u8.ToArray(), sink.Bytes(OutputChannel.Error));
        Assert.Empty(sink.Bytes(OutputChannel.Merged));
    }

    [Fact(Timeout = Patience)]
    public async Task Of_a_captured_output_that_is_too_large_the_beginning_is_kept_and_all_is_counted_and_shown()
    {
        const int size = CapturedOutput.MostKept + 100_000;
        var sink = new CollectingSink();

        var outcome = await Execute(Sh($"head -c {size} /dev/zero") with { CapturesOutput = true }, sink);

        var output = Assert.IsType<Outcome.Succeeded>(outcome).Output;
        Assert.Equal(size, output.Size);
        Assert.Equal(CapturedOutput.MostKept, output.Bytes.Length);
        Assert.False(output.IsWhole);
        Assert.Equal(size, sink.Bytes().Length);
    }

    [Fact(Timeout = Patience)]
    public async Task An_output_that_nobody_asked_for_is_not_kept() =>
        Assert.Equal(0, Assert.IsType<Outcome.Succeeded>(await Execute(Sh("echo hello"))).Output.Size);

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_is_over_though_a_process_in_the_background_holds_its_output(bool captures)
    {
        var sink = new CollectingSink();
        var clock = Stopwatch.StartNew();

        var outcome = await Execute(Sh("sleep 3600 & echo $!") with { CapturesOutput = captures }, sink);

        Processes.Kill(int.Parse(sink.Text, CultureInfo.InvariantCulture));
        Assert.IsType<Outcome.Succeeded>(outcome);
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(0.4), $"over after {clock.Elapsed}, what is written soon after the end would be lost");
        Assert.Equal(["has ended, but a background process still holds its output open; the run continues without it"], sink.Warnings);
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_background_process_writes_soon_after_the_end_is_shown()
    {
        var sink = new CollectingSink();
        Assert.Equal(new Outcome.Exited(7), await Execute(Sh("(sleep 0.1; echo late) & echo now; exit 7"), sink));
        Assert.Equal("now\nlate\n", sink.Text);
        Assert.Empty(sink.Warnings);
    }

    [Fact(Timeout = Patience)]
    public async Task A_background_process_that_holds_no_output_is_not_waited_for()
    {
        var sink = new CollectingSink();
        var outcome = await Execute(Sh("sleep 60 >/dev/null 2>&1 & echo $!"), sink);

        Processes.Kill(int.Parse(sink.Text, CultureInfo.InvariantCulture));
        Assert.IsType<Outcome.Succeeded>(outcome);
        Assert.Empty(sink.Warnings);
    }

    [Fact(Timeout = Patience)]
    public async Task Terminate_ends_a_command_and_its_children()
    {
        var (sink, stop) = (new CollectingSink(), new Stopper());
        var execution = Execute(Sh("sleep 60 & echo $!; wait"), sink, stop);
        await sink.HasWritten;
        var child = int.Parse(sink.Text, CultureInfo.InvariantCulture);
        Assert.True(Processes.IsRunning(child));

        stop.Terminate();

        Assert.IsType<Outcome.Stopped>(await execution);
        await Processes.Ended(child);
    }

    [Fact(Timeout = Patience)]
    public async Task A_command_that_is_terminated_can_clean_up()
    {
        var (sink, stop) = (new CollectingSink(), new Stopper());
        var execution = Execute(Sh("trap 'echo cleaned; exit 0' TERM; echo ready; while :; do sleep 0.05; done"), sink, stop);
        await sink.HasWritten;

        stop.Terminate();

        Assert.IsType<Outcome.Stopped>(await execution);
        Assert.EndsWith("cleaned\n", KeepsOrder ? sink.Text : sink.Text.Replace("Terminated\n", "", StringComparison.Ordinal), StringComparison.Ordinal); // before it the shell tells of its own child
    }

    [Fact(Timeout = Patience)]
    public async Task A_command_that_does_not_listen_runs_on_until_it_is_killed()
    {
        var (sink, stop) = (new CollectingSink(), new Stopper());
        var execution = Execute(TestProgram("ignore-term", "60000"), sink, stop);
        await sink.HasWritten;

        stop.Terminate();
        await Assert.ThrowsAsync<TimeoutException>(() => execution.WaitAsync(TimeSpan.FromSeconds(0.3)));
        stop.Kill();

        Assert.IsType<Outcome.Stopped>(await execution.WaitAsync(SoonEnough));
    }

    // It neither listens nor holds the output, and its parent, the command, has ended: only what it inherited still says whose it is.
    [Theory(Timeout = Patience)]
    [InlineData("sh -c 'trap \"\" TERM; echo $$; sleep 60'")]
    [InlineData("setsid sh -c 'trap \"\" TERM; echo $$; sleep 60'")]
    public async Task What_a_stopped_command_leaves_behind_is_killed_when_the_run_is_cleaned_up(string stubborn)
    {
        using var folder = new TemporaryFolder();
        var (sink, stop) = (new CollectingSink(), new Stopper());
        var execution = Execute(Sh($"{stubborn} > {folder.Path}/pid 2>&1 & until [ -s {folder.Path}/pid ]; do sleep 0.02; done; cat {folder.Path}/pid; sleep 60") with { Run = folder.Path }, sink, stop);
        await sink.HasWritten;
        var grandchild = int.Parse(sink.Text, CultureInfo.InvariantCulture);
        try
        {
            stop.Terminate();
            Assert.True(Processes.IsRunning(grandchild));

            stop.Kill();
            Assert.IsType<Outcome.Stopped>(await execution);
            await _executor.Value.CleanUpAsync(folder.Path, stop.Tokens.Kill);

            Assert.False(Processes.IsRunning(grandchild));
        }
        finally
        {
            Processes.Kill(grandchild);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task What_a_command_leaves_behind_is_asked_to_end_when_the_run_is_cleaned_up_and_no_other_run_is_touched()
    {
        var (mine, other) = (new CollectingSink(), new CollectingSink());
        const string script = "sleep 60 >/dev/null 2>&1 & echo $!";
        await Execute(Sh(script) with { Run = "run-1" }, mine);
        await Execute(Sh(script) with { Run = "run-2" }, other);
        var (left, kept) = (int.Parse(mine.Text, CultureInfo.InvariantCulture), int.Parse(other.Text, CultureInfo.InvariantCulture));
        try
        {
            Assert.Equal(1, await _executor.Value.CleanUpAsync("run-1", CancellationToken.None));
            Assert.False(Processes.IsRunning(left));
            Assert.True(Processes.IsRunning(kept));
        }
        finally
        {
            Assert.Equal(1, await _executor.Value.CleanUpAsync("run-2", CancellationToken.None));
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_command_that_is_stopped_before_it_starts_never_runs()
    {
        using var folder = new TemporaryFolder();
        var stop = new Stopper();
        stop.Terminate();

        Assert.IsType<Outcome.Stopped>(await Execute(Sh("echo > ran") with { Directory = folder.Path }, null, stop));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact(Timeout = Patience)]
    public async Task Variables_are_added_and_replaced_and_the_rest_is_inherited()
    {
        var sink = new CollectingSink();
        var home = Environment.GetEnvironmentVariable("PATH");

        await Execute(Sh("printf '%s|%s|%s' \"$NEW_VARIABLE\" \"$LANG\" \"$PATH\"") with
        {
            Environment = new Dictionary<string, string> { ["NEW_VARIABLE"] = "a b=c ü", ["LANG"] = "xx" },
        }, sink);

        Assert.Equal($"a b=c ü|xx|{home}", sink.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_variable_is_there_once_and_a_program_is_looked_for_in_the_path_that_is_set()
    {
        using var folder = new TemporaryFolder();
        folder.Write("only-here", "#!/bin/sh\nexec env\n", isExecutable: true);
        var sink = new CollectingSink();

        var path = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        await Execute(Program("only-here") with { Environment = new Dictionary<string, string> { ["PATH"] = path } }, sink);

        Assert.Equal([$"PATH={path}"], sink.Text.Split('\n').Where(line => line.StartsWith("PATH=", StringComparison.Ordinal)));
    }

    [Fact(Timeout = Patience)]
    public async Task The_working_directory_is_that_of_this_process_or_the_one_given()
    {
        using var folder = new TemporaryFolder();
        var (here, there) = (new CollectingSink(), new CollectingSink());

        await Execute(TestProgram("pwd"), here);
        await Execute(TestProgram("pwd") with { Directory = folder.Path }, there);

        Assert.Equal(Environment.CurrentDirectory + "\n", here.Text);
        Assert.Equal(folder.Path + "\n", there.Text);
    }

    [Fact(Timeout = Patience)]
    public async Task A_program_given_by_a_relative_path_is_found_from_the_working_directory()
    {
        using var folder = new TemporaryFolder(Environment.CurrentDirectory);
        folder.Write("tools/hello", "#!/bin/sh\necho hello\n", isExecutable: true);
        var (absolute, relative) = (new CollectingSink(), new CollectingSink());

        await Execute(Program("./hello") with { Directory = Path.Combine(folder.Path, "tools") }, absolute);
        await Execute(Program("tools/hello") with { Directory = Path.GetFileName(folder.Path) }, relative);

        Assert.Equal("hello\n", absolute.Text);
        Assert.Equal("hello\n", relative.Text);
    }

    // As a shell does: a task may well build the tool that the next one runs.
    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_program_is_looked_for_anew_each_time(bool inShell)
    {
        using var folder = new TemporaryFolder();
        var tool = inShell ? Sh("tool") : Program("tool");
        tool = tool with { Environment = new Dictionary<string, string> { ["PATH"] = $"{folder.Path}/a:{folder.Path}/b:{folder.Path}/c:/bin" } };
        string[] said = [await Say("b"), await Say("a"), await Say(null), await Say("c")];

        Assert.Equal(["b", "a", "b", "c"], said);

        // Puts the tool into a folder, or takes it from the first one, and runs it.
        async Task<string> Say(string? where)
        {
            if (where == "c")
            {
                File.Delete($"{folder.Path}/b/tool");
            }

            if (where is null)
            {
                File.Delete($"{folder.Path}/a/tool");
            }
            else
            {
                folder.Write($"{where}/tool", $"#!/bin/sh\nprintf {where}\n", isExecutable: true);
            }

            var sink = new CollectingSink();
            await Execute(tool, sink);
            return sink.Text;
        }
    }

    [Fact(Timeout = Patience)]
    public async Task A_working_directory_that_does_not_exist_is_told()
    {
        Assert.Equal("the folder '/no/such/folder' does not exist", Problem(await Execute(Sh("true") with { Directory = "/no/such/folder" })));
    }

    [Fact(Timeout = Patience)]
    public async Task A_command_sees_no_descriptor_but_its_own_three()
    {
        // The runtime's own opening of a file would not do: it makes descriptors that no child inherits.
        using var inheritable = Inheritable.Open();
        var sink = new CollectingSink();

        await Create().ExecuteAsync(Sh("exec ls /proc/self/fd"), sink, default);

        Assert.Equal(["0", "1", "2", "3"], sink.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)); // 3: the folder that ls lists
    }

    [Fact(Timeout = Patience)]
    public async Task A_command_leads_a_process_group_of_its_own_and_no_signal_is_ignored_or_blocked()
    {
        var sink = new CollectingSink();
        await Execute(Sh("exec cat /proc/self/stat /proc/self/status"), sink);

        var stat = sink.Text[(sink.Text.IndexOf(')', StringComparison.Ordinal) + 2)..].Split(' ');
        var process = sink.Text.Split(' ')[0];
        Assert.Equal(process, stat[2]);
        Assert.Contains("SigBlk:\t0000000000000000\n", sink.Text, StringComparison.Ordinal);

        // Signals 32 and 33 belong to the threads of the C library, which ignores them in each process that it starts.
        var ignored = sink.Text.Split('\n').Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..];
        Assert.Equal(0, long.Parse(ignored, NumberStyles.HexNumber) & ~0x1_8000_0000);
    }

    [LongFact(Timeout = Patience)]
    public async Task Two_hundred_commands_at_once_all_end_and_leave_no_zombie()
    {
        var sinks = Enumerable.Range(0, 200).Select(_ => new CollectingSink()).ToList();

        // The line of each: its number and its process. None ends before all of them have begun, so they do run at once.
        using var folder = new TemporaryFolder();
        var script = $"echo > {folder.Path}/$0; until [ -e {folder.Path}/go ]; do sleep 1; done; echo \"$0 $$\"; exit $0";
        var executions = sinks.Select((sink, i) => Execute(Sh(script) with { Name = $"{i}" }, sink)).ToList();
        while (Directory.GetFiles(folder.Path).Length < sinks.Count)
        {
            await Task.Delay(20);
        }

        folder.Write("go", "");
        var outcomes = await Task.WhenAll(executions);

        Assert.IsType<Outcome.Succeeded>(outcomes[0]);
        var codes = TellsCodesFromSignals ? Enumerable.Range(1, 199) : Enumerable.Range(1, 199).Except(Enumerable.Range(129, 31));
        Assert.All(codes, code => Assert.Equal(new Outcome.Exited(code), outcomes[code]));
        Assert.All(sinks.Select((sink, i) => (sink.Text, i)), pair =>
        {
            var words = pair.Text.Split(' ');
            Assert.Equal($"{pair.i}", words[0]);
            Assert.False(Processes.IsZombieOfMine(int.Parse(words[1], CultureInfo.InvariantCulture)));
        });
    }

    [Fact(Timeout = Patience)]
    public async Task A_caller_may_wait_for_a_second_command_where_the_first_has_ended()
    {
        var both = _executor.Value.ExecuteAsync(Sh("true"), new CollectingSink(), default).ContinueWith(
            _ => _executor.Value.ExecuteAsync(Sh("true"), new CollectingSink(), default).Wait(SoonEnough),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        Assert.True(await both, "the second command waits for the caller of the first to go away");
    }

    protected static Invocation Sh(string script) => new(new Command.Shell(script));

    protected static Invocation Program(params string[] words) => new(new Command.Program(words));

    protected static Invocation TestProgram(params string[] arguments) => Program([Repository.TestProgram, .. arguments]);

    protected static string Problem(Outcome outcome) => Assert.IsType<Outcome.NotStarted>(outcome).Why;

    private protected Task<Outcome> Execute(Invocation invocation, CollectingSink? sink = null, Stopper? stop = null) =>
        _executor.Value.ExecuteAsync(invocation, sink ?? new CollectingSink(), stop?.Tokens ?? default);
}
