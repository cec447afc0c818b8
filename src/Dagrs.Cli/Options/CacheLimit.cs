using System.Globalization;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;

namespace Dagrs.Cli.Options;

/// <summary>How much of the cache is to be left.</summary>
/// <param name="MostBytes">Its size.</param>
/// <param name="MostAge">For how long an entry may have been of no use; null: for ever.</param>
internal sealed record CacheLimit(long MostBytes, TimeSpan? MostAge)
{
    private const int MostDays = 36_500;

    public static CacheLimit Default { get; } = new(CacheStore.MostBytes, null);

    /// <summary>Reads a time, whose units are small letters (<c>10m</c> is ten minutes), or a size (<c>10M</c>); null when it is neither.</summary>
    public static CacheLimit? Parse(string text)
    {
        if (text == "0")
        {
            return new(0, null);
        }

        if (text.EndsWith('d') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MostDays)
        {
            return new(CacheStore.MostBytes, TimeSpan.FromDays(days));
        }

        return Duration.TryParse(text, out var age) is null ? new(CacheStore.MostBytes, age) : Amount.TryParseBytes(text, out var bytes) is null ? new(bytes, null) : null;
    }
}
