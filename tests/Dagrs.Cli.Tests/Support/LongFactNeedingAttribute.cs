namespace Dagrs.Cli.Tests.Support;

/// <summary>A long fact that is skipped, with the reason, where something that it needs is lacking.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactNeedingAttribute : FactAttribute
{
    public LongFactNeedingAttribute(params string[] needs) => Skip = Suite.IsWhole ? Needs.Missing(needs) : Suite.WhyLeftOut;
}
