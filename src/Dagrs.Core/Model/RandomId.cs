using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Dagrs.Core.Model;

/// <summary>Makes names that no other process makes.</summary>
internal static class RandomId
{
    /// <summary>32 hexadecimal digits that nobody can guess; where the system gives no such numbers, ones that differ at least.</summary>
    public static string New()
    {
        try
        {
            return Guid.NewGuid().ToString("N");
        }
        catch (CryptographicException)
        {
            // A root without /dev/urandom, where Random may begin with no more than the second.
            var own = (ulong)Environment.ProcessId ^ (ulong)Stopwatch.GetTimestamp() ^ (ulong)Random.Shared.NextInt64();
            return string.Create(CultureInfo.InvariantCulture, $"{own:x16}{Random.Shared.NextInt64():x16}");
        }
    }
}
