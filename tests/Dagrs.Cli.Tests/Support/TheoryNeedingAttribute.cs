namespace Dagrs.Cli.Tests.Support;

/// <summary>A theory that is skipped, with the reason, where something that it needs is lacking.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryNeedingAttribute : TheoryAttribute
{
    public TheoryNeedingAttribute(params string[] needs) => Skip = Needs.Missing(needs);
}
