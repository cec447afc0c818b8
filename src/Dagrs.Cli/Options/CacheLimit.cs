using System.Globalization;
using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;

namespace Dagrs.Cli.Options;

/// <summary>How far the cache is to be pruned.</summary>
/// <param name="MostBytes">The most bytes to keep.</param>
/// <param name="MostAge">The longest time that an entry may be unused; null: unlimited.</param>
internal sealed record CacheLimit(long MostBytes, TimeSpan? MostAge)
{
    private const int MostDays = 36_500;

    public static CacheLimit Default { get; } = new(CacheStore.MostBytes, null);

    /// <summary>Parses a duration, whose units are lower case (<c>10m</c> is ten minutes), or a size (<c>10M</c>); null when it is neither.</summary>
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
