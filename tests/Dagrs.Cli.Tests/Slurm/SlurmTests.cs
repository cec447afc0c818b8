namespace Dagrs.Cli.Tests.Slurm;

/// <summary>The tests of Slurm: one after the other, because they share clusters, count calls and kill nodes.</summary>
[CollectionDefinition(Name)]
public sealed class SlurmTests : ICollectionFixture<SlurmClusters>
{
    public const string Name = "Slurm";
}
