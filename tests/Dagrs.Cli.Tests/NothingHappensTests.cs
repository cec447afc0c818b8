using System.Diagnostics;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>Commands that only look: they start no process and make no file.</summary>
public sealed class NothingHappensTests
{
    private const string Text =
        """
        dagrs:
          a: { name: A, cmd: touch a }
          b: { name: B, cmd: [ touch, b ], after: a }
          c: { name: C, cmd: "touch c; exit 1", after: b, shell: [ ./shell ] }
        """;

    public static TheoryData<string> Commands =>
    [
        "-n", "-n --log-path log/run.log -o group", "run --dry-run a", "plan", "plan --format json", "graph", "graph --format svg", "why a b", "--why a b", "check",
    ];

    [LongTheory]
    [MemberData(nameof(Commands))]
    public async Task It_makes_no_file(string arguments)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Text);
        folder.Write("tmp/.keep", "");
        var before = Snapshot(folder);
        await InPeace(new DagrsTest(arguments.Split(' ')), folder).RunAsync();
        Assert.Equal(before, Snapshot(folder));
    }

    [TheoryNeeding(Needs.Time, Needs.Tracing)]
    [MemberData(nameof(Commands))]
    public async Task It_starts_no_process(string arguments)
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Text);
        folder.Write("tmp/.keep", "");
        await TraceAsync(folder, arguments);
        Assert.Equal([], Started(folder));
    }

    // A watcher that sees nothing of a real run would prove nothing.
    [FactNeeding(Needs.Tracing)]
    public async Task A_real_run_does_start_processes()
    {
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", Text);
        folder.Write("tmp/.keep", "");
        await TraceAsync(folder, "a");
        Assert.NotEmpty(Started(folder));
        Assert.True(folder.Has("a"));
    }

    // The runtime keeps files for debuggers unless told not to.
    private static DagrsTest InPeace(DagrsTest test, TempFolder folder) =>
        test.In(folder).Environment("TMPDIR", folder["tmp"]).Environment("DOTNET_EnableDiagnostics", "0");

    private static List<string> Snapshot(TempFolder folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}").Order(StringComparer.Ordinal)];

    private static async Task TraceAsync(TempFolder folder, string arguments)
    {
        var start = new ProcessStartInfo("strace", ["-f", "-qq", "-e", "trace=execve,fork,vfork,clone,clone3", "-o", folder["trace"], Paths.Dagrs, .. arguments.Split(' ')])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = folder["tmp"];
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var strace = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Task.WhenAll(strace.StandardOutput.ReadToEndAsync(limit.Token), strace.StandardError.ReadToEndAsync(limit.Token));
        await strace.WaitForExitAsync(limit.Token);
        Assert.Equal(0, strace.ExitCode);
    }

    // All but the first, which is dagrs itself, and the threads that it makes.
    private static List<string> Started(TempFolder folder) =>
    [
        .. File.ReadLines(folder["trace"]).Where(line => !line.Contains("resumed>", StringComparison.Ordinal))
            .Where(line => line.Contains(" execve(", StringComparison.Ordinal) || (line.Contains("fork(", StringComparison.Ordinal) || line.Contains("clone", StringComparison.Ordinal)))
            .Where(line => !line.Contains("CLONE_THREAD", StringComparison.Ordinal))
            .Skip(1),
    ];
}
