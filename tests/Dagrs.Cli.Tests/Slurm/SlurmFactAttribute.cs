using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Slurm;

/// <summary>A long fact on a real cluster; skipped, with the reason, where none can be brought up.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute(params string[] needs)
    {
        Skip = Suite.IsWhole ? Needs.Missing([Needs.Slurm, .. needs]) : Suite.WhyLeftOut;
        Timeout = SlurmTest.Patience;
    }
}
