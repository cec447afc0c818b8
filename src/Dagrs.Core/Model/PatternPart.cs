namespace Dagrs.Core.Model;

/// <summary>One name of a pattern, between two slashes.</summary>
/// <param name="Name">The name, or the pattern as written.</param>
/// <param name="Glob">The glob; null: a literal name, or <c>**</c>.</param>
internal readonly record struct PatternPart(string Name, Glob? Glob)
{
    /// <summary>The folder that a pattern enters only by naming it.</summary>
    public const string Hidden = ".git";

    /// <summary>True for <c>**</c>: any number of folders.</summary>
    public bool IsAnyDepth => Glob is null && Name == "**";

    /// <summary>True for a literal name.</summary>
    public bool IsName => Glob is null && Name != "**";

    public bool Takes(ReadOnlySpan<char> name) => Glob is null ? name.SequenceEqual(Name) : !name.SequenceEqual(Hidden) && Glob.Matches(name);
}
