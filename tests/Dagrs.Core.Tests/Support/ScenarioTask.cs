namespace Dagrs.Core.Tests.Support;

/// <summary>A task of a <see cref="Scenario"/>.</summary>
/// <param name="Units">How long it takes.</param>
/// <param name="After">The positions of its predecessors, all smaller than its own.</param>
internal sealed record ScenarioTask(int Units, params int[] After)
{
    public bool Fails { get; init; }

    /// <summary>It only joins its predecessors; it takes no time and cannot fail.</summary>
    public bool IsGroup { get; init; }

    /// <summary>It does not end when it is told to, only when it is killed.</summary>
    public bool IsStubborn { get; init; }

    public string Script => $"{Units} {(Fails ? "exit 1" : "ok")}{(IsStubborn ? " stubborn" : "")}";

    public override string ToString() => $"{(IsGroup ? "group" : Script)} [{string.Join(' ', After)}]";
}
