using System.Collections.Frozen;

namespace Dagrs.Core.Model;

/// <summary>The resources with predefined names, and the empty set.</summary>
internal static class Resources
{
    /// <summary>Slots of the run.</summary>
    public const string Cpus = "cpus";

    /// <summary>Bytes of main memory.</summary>
    public const string Memory = "memory";

    /// <summary>Graphics processors of cluster nodes; elsewhere a name like any other.</summary>
    public const string Gpus = "gpus";

    /// <summary>None.</summary>
    public static IReadOnlyDictionary<string, long> None { get; } = FrozenDictionary<string, long>.Empty;

    /// <summary>The same amounts, checked and copied.</summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An amount is below the minimum.</exception>
    public static IReadOnlyDictionary<string, long> Checked(IReadOnlyDictionary<string, long>? amounts, long least, string property)
    {
        foreach (var (name, amount) in amounts ?? throw new ArgumentNullException(property))
        {
            if (string.IsNullOrEmpty(name))
            {
                throw Limits.Refuse(property, "a resource needs a name");
            }

            if (amount < least)
            {
                throw Limits.TooSmall(property, $"the resource '{name}' has the amount {amount}, which must be at least {least}");
            }
        }

        return amounts.Count == 0 ? None : amounts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
