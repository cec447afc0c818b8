using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>A task as far as the rules of a run look at it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="After">The positions of its predecessors, all smaller than its own.</param>
internal sealed record RuleTask(string Id, params int[] After)
{
    public When When { get; init; }

    public bool IsGroup { get; init; }

    /// <summary>It goes on running while others need it.</summary>
    public bool IsService { get; init; }

    /// <summary>It takes no slot and no memory, but a place for remote tasks.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Whatever its failure is, it is allowed.</summary>
    public bool MayFail { get; init; }

    /// <summary>What it says that it takes.</summary>
    public IReadOnlyDictionary<string, long> Takes { get; init; } = new Dictionary<string, long>();

    /// <summary>A stop leaves it to be started, and to run.</summary>
    public bool IsCleanUp => When != When.Success;

    public override string ToString() => string.Join(' ',
        [$"{Id}({string.Join(',', After)})", When.Word(), .. IsService ? ["service"] : Array.Empty<string>(), .. IsGroup ? ["group"] : Array.Empty<string>(), .. IsRemote ? ["remote"] : Array.Empty<string>(), .. MayFail ? ["allowed"] : Array.Empty<string>(), .. Takes.Select(take => $"{take.Key}={take.Value}")]);
}
