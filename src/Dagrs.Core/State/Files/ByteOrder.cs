namespace Dagrs.Core.State.Files;

/// <summary>Compares texts by their UTF-8 bytes, which gives the same order on every machine and in every culture.</summary>
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

    // UTF-16 sorts surrogates before U+E000, yet the characters they encode come after U+FFFF.
    private static int Weight(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}
