using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Dagrs.Core.Model;

/// <summary>Makes unique names.</summary>
internal static class RandomId
{
    /// <summary>32 unpredictable hexadecimal digits; unique but predictable ones where the system has no random numbers.</summary>
    public static string New()
    {
        try
        {
            return Guid.NewGuid().ToString("N");
        }
        catch (CryptographicException)
        {
            // A root file system without /dev/urandom, where Random may be seeded with no more than the current second.
            var own = (ulong)Environment.ProcessId ^ (ulong)Stopwatch.GetTimestamp() ^ (ulong)Random.Shared.NextInt64();
            return string.Create(CultureInfo.InvariantCulture, $"{own:x16}{Random.Shared.NextInt64():x16}");
        }
    }
}
