namespace Dagrs.Cli.Tests.Slurm;

/// <summary>The clusters that all tests of Slurm share: each is brought up when the first test asks for it, and ended after the last one.</summary>
public sealed class SlurmClusters : IAsyncLifetime
{
    private readonly Lazy<Task<SlurmCluster>> _plain = new(() => SlurmCluster.UpAsync());
    private readonly Lazy<Task<SlurmCluster>> _withCgroups = new(() => SlurmCluster.UpAsync(cgroups: "yes"));
    private readonly Lazy<Task<SlurmCluster>> _ofOneNetwork = new(() => SlurmCluster.UpAsync(network: "shared"));

    /// <summary>Of four nodes, without cgroups: processes that leave their job's tree are not known to Slurm.</summary>
    public Task<SlurmCluster> PlainAsync() => _plain.Value;

    /// <summary>Of four nodes, with cgroups: jobs are held together, and to their memory.</summary>
    public Task<SlurmCluster> WithCgroupsAsync() => _withCgroups.Value;

    /// <summary>Whose nodes have the network of this machine: 'localhost' is the same for all.</summary>
    public Task<SlurmCluster> OfOneNetworkAsync() => _ofOneNetwork.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var cluster in new[] { _plain, _withCgroups, _ofOneNetwork }.Where(cluster => cluster.IsValueCreated))
        {
            await (await cluster.Value).DownAsync();
        }
    }
}
