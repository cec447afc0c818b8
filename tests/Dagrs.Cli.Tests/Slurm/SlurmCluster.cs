using System.Diagnostics;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>A real cluster on this machine, made by <c>tests/slurm/cluster.sh</c>, which also ends it when the tests are killed. It does not know dagrs.</summary>
public sealed class SlurmCluster
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly string Script = Path.Combine(Paths.Repository, "tests", "slurm", "cluster.sh");

    private readonly string _folder;

    private SlurmCluster(string folder) => _folder = folder;

    /// <summary>True when something of it was killed or cut that may not have been put right.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The value of SLURM_CONF.</summary>
    public string Configuration => Path.Combine(_folder, "slurm.conf");

    public static async Task<SlurmCluster> UpAsync(string cgroups = "no", string network = "auto")
    {
        var folder = Directory.CreateTempSubdirectory("dagrs-cluster-").FullName;
        await RunAsync(
            "bash",
            [Script, "up", folder],
            new() { ["CGROUPS"] = cgroups, ["NETWORK"] = network, ["OWNER"] = $"{Environment.ProcessId}", ["PATH"] = "/usr/sbin:/sbin:" + Environment.GetEnvironmentVariable("PATH") });
        return new(folder);
    }

    public Task DownAsync() => ControlAsync("down");

    /// <summary>The node loses its power.</summary>
    public Task KillNodeAsync(int node) => BreakAsync("kill-node", $"{node}");

    /// <summary>Its daemon is killed, and jobs run on.</summary>
    public Task KillDaemonAsync(int node) => BreakAsync("kill-slurmd", $"{node}");

    public Task StartNodeAsync(int node) => ControlAsync("start-node", $"{node}");

    /// <summary>All runs on, but the controller does not see the node.</summary>
    public Task CutNodeAsync(int node) => BreakAsync("cut-node", $"{node}");

    public Task JoinNodeAsync(int node) => ControlAsync("join-node", $"{node}");

    /// <summary>With what it has not yet written down.</summary>
    public Task KillControllerAsync() => BreakAsync("kill-controller");

    public Task StartControllerAsync() => ControlAsync("start-controller");

    /// <summary>Starts and joins all that was killed or cut.</summary>
    public async Task MendAsync()
    {
        await ControlAsync("mend");
        IsBroken = false;
    }

    /// <summary>Jobs that wait or run: number, state, name, comment and node, with bars between.</summary>
    public async Task<string[]> QueueAsync() =>
        (await AskAsync("squeue", "-h", "-t", "PENDING,RUNNING,SUSPENDED,CONFIGURING", "-o", "%i|%T|%j|%k|%N")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Waits until nobody waits, runs, or is just ending.</summary>
    public async Task WaitForNoneAsync()
    {
        using var late = new CancellationTokenSource(Limit);
        while (await AskAsync("squeue", "-h", "-o", "%i|%T|%j|%k|%N") is { Length: > 0 } left)
        {
            Assert.False(late.IsCancellationRequested, "still in the queue: " + left);
            await Task.Delay(100);
        }
    }

    /// <summary>Waits until all nodes are there and have nothing to do.</summary>
    public async Task WaitForNodesAsync()
    {
        using var late = new CancellationTokenSource(Limit);
        while (await AskAsync("sinfo", "-h", "-N", "-p", "batch", "-o", "%N:%t") is var nodes && nodes != "n1:idle\nn2:idle\nn3:idle\nn4:idle\n")
        {
            Assert.False(late.IsCancellationRequested, "a node is not idle: " + nodes);
            await Task.Delay(100);
        }
    }

    /// <summary>What a program of Slurm prints.</summary>
    public Task<string> AskAsync(string program, params string[] arguments) => RunAsync(program, arguments, new() { ["SLURM_CONF"] = Configuration });

    private Task<string> BreakAsync(string command, params string[] more)
    {
        IsBroken = true;
        return ControlAsync(command, more);
    }

    private Task<string> ControlAsync(string command, params string[] more) =>
        RunAsync("bash", [Script, command, _folder, .. more], new() { ["PATH"] = "/usr/sbin:/sbin:" + Environment.GetEnvironmentVariable("PATH") });

    private static async Task<string> RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var limit = new CancellationTokenSource(Limit);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}: {await error}");
        return await output;
    }
}
