using System.Globalization;

namespace Dagrs.Core.Model;

/// <summary>Amounts of resources as people write them: a whole number, or for memory bytes with a unit: <c>8G</c>, <c>512M</c>, <c>1.5GiB</c>.</summary>
internal static class Amount
{
    private const long LeastWithoutUnit = 1024 * 1024; // a smaller number was meant in another unit

    /// <summary>Parses how much of a resource there is, or is taken.</summary>
    /// <param name="name">The resource.</param>
    /// <param name="text">The text.</param>
    /// <param name="amount">The amount, at least 1; for memory in bytes.</param>
    /// <returns>Null, or what is wrong, phrased to follow "'x' ".</returns>
    public static string? TryParse(string name, string text, out long amount)
    {
        if (name == Resources.Memory)
        {
            return TryParseBytes(text, out amount);
        }

        var isWhole = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out amount) && amount >= 1;
        return isWhole ? null : "is not a whole number of at least 1";
    }

    /// <summary>Parses a memory size. Units are powers of 1024, case-insensitive, with or without <c>B</c> or <c>iB</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The size, at least 1.</param>
    /// <returns>Null, or what is wrong, phrased to follow "'x' ".</returns>
    public static string? TryParseBytes(string text, out long bytes)
    {
        bytes = 0;
        var number = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        var unit = text.AsSpan(number.Length);
        if (!Digits.TryParse(number.TrimEnd(' '), out var count))
        {
            return "is not a memory size; write a number and a unit: K, M, G or T, as in 8G";
        }

        if (PowerOf(unit) is not { } power)
        {
            return $"has the unknown unit '{OneLine.Of(unit.ToString(), 20)}'; use K, M, G or T";
        }

        var size = count * Math.Pow(1024, power);
        if (unit.IsEmpty && size < LeastWithoutUnit)
        {
            return $"has no unit; write {text}G, or K, M or T";
        }

        bytes = size < long.MaxValue ? (long)size : long.MaxValue;
        return bytes >= 1 ? null : "must be more than zero";
    }

    /// <summary>Formats an amount as people write it: bytes in the largest unit that gives a whole number.</summary>
    public static string Text(string name, long amount)
    {
        var unit = 0;
        for (; name == Resources.Memory && unit < 4 && amount >= 1024 && amount % 1024 == 0; unit++)
        {
            amount /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{amount}{(unit == 0 ? "" : "KMGT"[unit - 1])}");
    }

    private static int? PowerOf(ReadOnlySpan<char> unit)
    {
        Span<char> small = stackalloc char[3];
        if (unit.Length > small.Length || unit.ToLowerInvariant(small) < 0)
        {
            return null;
        }

        return small[..unit.Length] switch
        {
            "" or "b" => 0,
            "k" or "kb" or "kib" => 1,
            "m" or "mb" or "mib" => 2,
            "g" or "gb" or "gib" => 3,
            "t" or "tb" or "tib" => 4,
            _ => null,
        };
    }
}
