namespace Dagrs.Core.Tests.Support;

/// <summary>Tests that count what the whole process uses: no other test runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
