using System.Net;
using System.Net.Sockets;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Readiness;

/// <summary>Connects to ports, by every address of a name.</summary>
internal static class Ports
{
    /// <summary>Whether something accepts a connection, which is closed at once.</summary>
    /// <returns>Null when it does; otherwise why not, of each address.</returns>
    public static async Task<string?> ConnectAsync(Endpoint endpoint, CancellationToken cancel)
    {
        var (socket, problem) = await OpenAsync(endpoint, cancel).ConfigureAwait(false);
        socket?.Dispose();
        return problem;
    }

    /// <summary>A connection by the first address that accepts one; null, and why not, of each.</summary>
    public static async Task<(Socket? Socket, string? Problem)> OpenAsync(Endpoint endpoint, CancellationToken cancel)
    {
        IReadOnlyList<IPAddress> addresses;
        try
        {
            addresses = await LocalAddresses.OfAsync(endpoint.Host, cancel).ConfigureAwait(false);
        }
        catch (Exception unknown) when (unknown is SocketException or OperationCanceledException or ArgumentException)
        {
            return (null, $"{endpoint}: the name has no address ({WordsOf(unknown)})");
        }

        var problems = new List<string>();
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, endpoint.Port), cancel).ConfigureAwait(false);
                return (socket, null);
            }
            catch (Exception refused) when (refused is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                problems.Add($"{new IPEndPoint(address, endpoint.Port)}: {WordsOf(refused)}");
            }
        }

        return (null, string.Join("; ", problems));
    }

    /// <summary>What went wrong, in lower-case words.</summary>
    public static string WordsOf(Exception wrong) => wrong switch
    {
        OperationCanceledException => "no answer in time",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
        SocketException { SocketErrorCode: SocketError.TimedOut } => "no answer in time",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "not known",
        _ => OneLine.Of(wrong.Message, 100) is [var first, .. var rest] ? char.ToLowerInvariant(first) + rest : "failed",
    };
}
