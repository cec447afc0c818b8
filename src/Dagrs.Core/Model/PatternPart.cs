namespace Dagrs.Core.Model;

/// <summary>What a pattern says of one name between two slashes.</summary>
/// <param name="Name">The name, or how it is written.</param>
/// <param name="Glob">What it must match; null: it is the name itself, or <c>**</c>.</param>
internal readonly record struct PatternPart(string Name, Glob? Glob)
{
    /// <summary>The folder that only a pattern with its name enters.</summary>
    public const string Hidden = ".git";

    /// <summary>True for <c>**</c>: any number of folders.</summary>
    public bool IsAnyDepth => Glob is null && Name == "**";

    /// <summary>True for a name as it is.</summary>
    public bool IsName => Glob is null && Name != "**";

    public bool Takes(ReadOnlySpan<char> name) => Glob is null ? name.SequenceEqual(Name) : !name.SequenceEqual(Hidden) && Glob.Matches(name);
}
