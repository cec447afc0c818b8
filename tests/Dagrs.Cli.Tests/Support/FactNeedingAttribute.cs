namespace Dagrs.Cli.Tests.Support;

/// <summary>A fact that is skipped, with the reason, where something that it needs is lacking.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactNeedingAttribute : FactAttribute
{
    public FactNeedingAttribute(params string[] needs) => Skip = Needs.Missing(needs);
}
