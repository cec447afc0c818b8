namespace Dagrs.Cli.Tests.Support;

/// <summary>A long theory that is skipped, with the reason, where something that it needs is lacking.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongTheoryNeedingAttribute : TheoryAttribute
{
    public LongTheoryNeedingAttribute(params string[] needs) => Skip = Suite.IsWhole ? Needs.Missing(needs) : Suite.WhyLeftOut;
}
