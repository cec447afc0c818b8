namespace Dagrs.Tests.Shared;

/// <summary>A test of many cases that takes long: left out, with a word, unless all are asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() => Skip = Suite.IsWhole ? null : Suite.WhyLeftOut;
}
