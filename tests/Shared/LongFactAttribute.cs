namespace Dagrs.Tests.Shared;

/// <summary>A test that takes long: left out, with a word, unless all are asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() => Skip = Suite.IsWhole ? null : Suite.WhyLeftOut;
}
