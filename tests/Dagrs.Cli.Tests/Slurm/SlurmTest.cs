using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>A test on a cluster: its folder, its mark, and dagrs with all that it needs to find the cluster. When the test is over the queue is empty.</summary>
[Collection(SlurmTests.Name)]
public abstract class SlurmTest(SlurmClusters clusters) : IAsyncLifetime
{
    /// <summary>The longest a test may take, in milliseconds.</summary>
    public const int Patience = 180_000;

    /// <summary>A line of the shell that says where it runs.</summary>
    protected const string Where = "sh \"$HERE/where\"";

    private SlurmCluster? _cluster;

    private protected SlurmCluster Cluster => _cluster!;

    private protected TempFolder Folder { get; } = new();

    private protected Marker Marker { get; } = new();

    public virtual async Task InitializeAsync() => await UseAsync(await clusters.PlainAsync());

    public virtual async Task DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            if (cluster.IsBroken)
            {
                await cluster.MendAsync();
            }

            await cluster.AskAsync("scancel", "--quiet", "--user=root");
            await cluster.WaitForNoneAsync();
        }

        Marker.Dispose();
        Folder.Dispose();
    }

    /// <summary>Goes on with the cluster that has cgroups.</summary>
    private protected async Task UseCgroupsAsync() => await UseAsync(await clusters.WithCgroupsAsync());

    /// <summary>Goes on with the one whose nodes have the network of this machine.</summary>
    private protected async Task UseOneNetworkAsync() => await UseAsync(await clusters.OfOneNetworkAsync());

    /// <summary>A run on the cluster.</summary>
    private protected DagrsTest RunOf(string yaml, params string[] arguments) => Free(DagrsTest.Of(yaml, ["--executor", "slurm", .. arguments]));

    /// <summary>A start of dagrs that can find the cluster, and is told to use it by nobody.</summary>
    private protected DagrsTest Free(DagrsTest test) => test.In(Folder)
        .Mark(Marker)
        .Environment("SLURM_CONF", Cluster.Configuration)
        .Environment("HERE", Folder.Path)
        .Environment("PATH", $"{Folder["shims"]}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}")
        .Limit(TimeSpan.FromSeconds(150));

    /// <summary>Notes each call of a program in a file: a line with its words. Then it does what it does.</summary>
    private protected void Note(string program) => Folder.WriteProgram($"shims/{program}", $"printf '%s\\n' \"$*\" >> \"{Folder[program + ".calls"]}\"\nexec {Program(program)} \"$@\"\n");

    private protected string[] Calls(string program) => Folder.Has(program + ".calls") ? File.ReadAllLines(Folder[program + ".calls"]) : [];

    /// <summary>The path of a program that is no shim.</summary>
    private protected static string Program(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).First(File.Exists);

    /// <summary>The folders of runs that are beside the file, or in the folder.</summary>
    private protected string[] RunFolders(string folder = ".dagrs/slurm") => Directory.Exists(Folder[folder]) ? Directory.GetDirectories(Folder[folder]) : [];

    private protected async Task AssertNothingIsLeftAsync()
    {
        Marker.AssertNoneAlive();
        Assert.Empty(await Cluster.QueueAsync());
        Assert.Empty(RunFolders());
    }

    // The ancestors of a process tell, whatever its environment says.
    private async Task UseAsync(SlurmCluster cluster)
    {
        await cluster.WaitForNodesAsync();
        _cluster = cluster;
        Folder.Write(
            "where",
            """
            id=$$
            while [ "${id:-1}" -gt 1 ]; do
                case $(cat /proc/$id/comm) in slurmstepd*) echo cluster; exit ;; esac
                id=$(sed -n 's/^PPid:[^0-9]*//p' /proc/$id/status)
            done
            echo here

            """);
    }
}
