using System.Net;
using System.Net.Sockets;

namespace Dagrs.Cli.Tests.Support;

/// <summary>Ports at which nobody listens.</summary>
internal static class FreePort
{
    /// <summary>One of them. Somebody may take it before the test does, which the system makes unlikely: it gives them in turn.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
