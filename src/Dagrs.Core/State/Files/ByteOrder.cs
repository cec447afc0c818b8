namespace Dagrs.Core.State.Files;

/// <summary>The order of texts by their bytes in UTF-8, which is the same on every machine and in every language.</summary>
internal sealed class ByteOrder : IComparer<string>
{
    public static ByteOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var first = x.AsSpan();
        var second = y.AsSpan();
        var same = first.CommonPrefixLength(second);
        return same == first.Length || same == second.Length ? first.Length - second.Length : Weight(first[same]) - Weight(second[same]);
    }

    // UTF-16 puts halves of pairs before U+E000, and what they stand for comes after U+FFFF.
    private static int Weight(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}
