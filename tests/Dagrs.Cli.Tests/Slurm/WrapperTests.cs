using System.Diagnostics;
using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;
using Dagrs.Slurm;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>What each job runs, without a cluster: the wrapper with the script of a command.</summary>
public sealed class WrapperTests : IDisposable
{
    private const int Limit = 60_000;
    private readonly string _parent = Directory.CreateTempSubdirectory("dagrs-wrapper-").FullName;
    private readonly RunFolder _folder;

    public WrapperTests() => _folder = RunFolder.Open(_parent, "run", null);

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Theory(Timeout = Limit)]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit 127", 127)]
    [InlineData("kill -SEGV $$", 139)]
    [InlineData("kill -INT $$", 130)] // a shell has what it starts in the background ignore it
    [InlineData("kill -QUIT $$", 131)]
    public async Task The_exit_code_is_recorded(string text, int code)
    {
        var record = await RunAsync(new Command.Shell(text));
        Assert.Equal((code, ExitReason.Command, 5), (record!.Code, record.Why, record.Job));
    }

    // One that is submitted again has another name, and the same script.
    [Fact(Timeout = Limit)]
    public async Task Results_go_where_its_own_submission_has_them()
    {
        _folder.PrepareEnd("t.1", "results");
        await RunAsync(new Command.Shell("echo n=1 >>\"$DAGRS_RESULTS\""), variables: new() { ["DAGRS_RESULTS"] = "/nowhere/of/dagrs" });
        Assert.Equal("n=1\n"u8.ToArray(), _folder.ReadEnd("t.1", "results"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_missing_program_and_a_missing_folder_are_told()
    {
        Assert.Equal(ExitReason.NoProgram, (await RunAsync(new Command.Program(["no-such-program", "x"])))!.Why);
        Assert.Equal(ExitReason.NoFolder, (await RunAsync(new Command.Shell("exit 0"), folder: "/no/such/folder"))!.Why);
    }

    [Theory(Timeout = Limit)]
    [InlineData("./missing", ExitReason.NoProgram)]
    [InlineData("./sub", ExitReason.IsFolder)]
    [InlineData("./plain", ExitReason.NotExecutable)]
    [InlineData("./odd", ExitReason.NoInterpreter)]
    [InlineData("./right", ExitReason.Command)]
    public async Task Why_a_program_cannot_be_started_is_told_whatever_its_variables_are_called(string program, object why)
    {
        Directory.CreateDirectory(Path.Combine(_parent, "sub"));
        File.WriteAllText(Path.Combine(_parent, "plain"), "echo\n");
        foreach (var (name, text) in new[] { ("odd", "#! /no/such/interpreter -x\n"), ("right", "#! /bin/sh -e\necho $p $w $l $r\n") })
        {
            File.WriteAllText(Path.Combine(_parent, name), text);
            File.SetUnixFileMode(Path.Combine(_parent, name), (UnixFileMode)0b111_101_101);
        }

        Assert.Equal(why, (await RunAsync(new Command.Program([program]), variables: new() { ["p"] = "1", ["w"] = "2", ["l"] = "3", ["r"] = "4" }))!.Why);
        Assert.Equal(program == "./right" ? "1 2 3 4\n"u8.ToArray() : [], _folder.ReadEnd("t.1", "out"));
    }

    [Fact(Timeout = Limit)]
    public async Task Files_of_a_command_have_the_mask_of_the_caller_and_those_of_the_run_are_its_owners_alone()
    {
        Assert.Equal(0, (await RunAsync(new Command.Shell("umask; mkdir made")))!.Code);
        using var caller = Process.Start(new ProcessStartInfo("sh", ["-c", "umask"]) { RedirectStandardOutput = true })!;
        Assert.Equal(await caller.StandardOutput.ReadToEndAsync(), Encoding.UTF8.GetString(_folder.ReadEnd("t.1", "out")!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.End("t.1", "out")));
    }

    [Fact(Timeout = Limit)]
    public async Task Words_and_variables_arrive_byte_for_byte()
    {
        byte[] odd = [(byte)'\'', (byte)'"', (byte)'\n', (byte)',', (byte)'$', (byte)'x', 0xFF, (byte)'\\', (byte)' '];
        await RunAsync(new Command.Shell("printf '%s|%s' \"$1\" \"$ODD\""), arguments: [odd.AsMemory()], variables: new() { ["ODD"] = "it's, \"so\"\n$HOME" });
        byte[] expected = [.. odd, (byte)'|', .. Encoding.UTF8.GetBytes("it's, \"so\"\n$HOME")];
        Assert.Equal(expected, _folder.ReadEnd("t.1", "out"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_variable_whose_name_no_shell_can_say_arrives()
    {
        await RunAsync(new Command.Program(["env"]), variables: new() { ["a.b"] = "it's" });
        Assert.Contains("\na.b=it's\n", Encoding.UTF8.GetString(_folder.ReadEnd("t.1", "out")!));
    }

    [Fact(Timeout = Limit)]
    public async Task A_command_that_takes_too_long_ends_with_all_that_it_started()
    {
        var mark = RandomId.New();
        var record = await RunAsync(new Command.Shell("trap '' TERM; setsid sleep 1000 & while :; do sleep 0.1; done"), limit: "0.3", grace: "0", variables: new() { ["MARK_OF_TEST"] = mark });
        Assert.Equal(ExitReason.TimeLimit, record!.Why);
        Assert.Empty(Living(mark));
    }

    [Fact(Timeout = Limit)]
    public async Task What_goes_to_the_background_ends_with_the_command()
    {
        var mark = RandomId.New();
        var record = await RunAsync(new Command.Shell("setsid sleep 1000 >/dev/null 2>&1 & exit 4"), variables: new() { ["MARK_OF_TEST"] = mark });
        Assert.Equal((4, ExitReason.Command), (record!.Code, record.Why));
        Assert.Empty(Living(mark));
    }

    [Fact(Timeout = Limit)]
    public async Task A_job_that_is_told_to_end_lets_the_command_clean_up()
    {
        var record = await RunAsync(new Command.Shell("trap 'echo cleaned; exit 0' TERM; : >begun; while :; do sleep 0.05; done"), stop: true);
        Assert.Equal(ExitReason.Stopped, record!.Why);
        Assert.EndsWith("cleaned\n", Encoding.UTF8.GetString(_folder.ReadEnd("t.1", "out")!)); // a shell may tell of its own children first
    }

    private async Task<ExitRecord?> RunAsync(Command command, string? folder = null, ReadOnlyMemory<byte>[]? arguments = null, Dictionary<string, string>? variables = null, string limit = "0", string grace = "5", bool stop = false)
    {
        folder ??= _parent;
        var invocation = new Invocation(command) { Name = "t", Arguments = [.. arguments ?? []], Environment = variables ?? [] };
        _folder.WriteCommand("t.1", new(invocation, folder));
        var start = new ProcessStartInfo("sh", [_folder.Wrapper, _folder.Path, "t.1", RandomId.New(), grace, limit, folder, "1"]) { Environment = { ["SLURM_JOB_ID"] = "5", ["SLURMD_NODENAME"] = "n1" } };
        using var job = Process.Start(start)!;
        while (stop && !File.Exists(Path.Combine(_parent, "begun")))
        {
            await Task.Delay(20);
        }

        if (stop)
        {
            using var kill = Process.Start("kill", ["-TERM", job.Id.ToString()]);
            await kill.WaitForExitAsync();
        }

        await job.WaitForExitAsync();
        return _folder.ReadEnd("t.1", "exit") is { } text ? ExitRecord.Parse(text) : null;
    }

    private static IEnumerable<string> Living(string mark) => Directory.EnumerateDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _) && Holds(process, mark));

    private static bool Holds(string process, string mark)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
