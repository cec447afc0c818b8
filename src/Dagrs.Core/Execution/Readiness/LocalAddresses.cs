using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Dagrs.Core.Execution.Readiness;

/// <summary>Resolves names to addresses, and recognises those of this machine.</summary>
internal static class LocalAddresses
{
    private static readonly IPAddress[] Loopback = Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];

    /// <summary>True for a name or address that is certainly this machine's; null is.</summary>
    public static bool Has(string? host) => host is null || IsLocalhost(host) || (IPAddress.TryParse(host, out var address) && (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || IsOfInterface(address)));

    /// <summary>All addresses of a name; null: this machine, by both protocols.</summary>
    /// <exception cref="SocketException">The name is unknown.</exception>
    public static async ValueTask<IReadOnlyList<IPAddress>> OfAsync(string? host, CancellationToken cancel) =>
        host is null || IsLocalhost(host) ? Loopback
        : IPAddress.TryParse(host, out var address) ? [address]
        : await Dns.GetHostAddressesAsync(host, cancel).ConfigureAwait(false);

    private static bool IsLocalhost(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfInterface(IPAddress address)
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces().Any(card => card.GetIPProperties().UnicastAddresses.Any(own => own.Address.Equals(address)));
        }
        catch (NetworkInformationException)
        {
            return false;
        }
    }
}
