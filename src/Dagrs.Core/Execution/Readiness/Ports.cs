using System.Net;
using System.Net.Sockets;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Readiness;

/// <summary>Connects to ports, by every address of a name.</summary>
internal static class Ports
{
    private static readonly TimeSpan TurnOfNext = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether something accepts a connection, which is closed again at once.</summary>
    /// <returns>Null when it does; otherwise why not, for each address.</returns>
    public static async Task<string?> ConnectAsync(Endpoint endpoint, CancellationToken cancel)
    {
        var (socket, problem) = await OpenAsync(endpoint, cancel).ConfigureAwait(false);
        socket?.Dispose();
        return problem;
    }

    /// <summary>A connection to the first address that accepts one; null, with the reason for each, when none does.</summary>
    public static async Task<(Socket? Socket, string? Problem)> OpenAsync(Endpoint endpoint, CancellationToken cancel)
    {
        IReadOnlyList<IPAddress> addresses;
        try
        {
            addresses = await LocalAddresses.OfAsync(endpoint.Host, cancel).ConfigureAwait(false);
        }
        catch (Exception unknown) when (unknown is SocketException or OperationCanceledException or ArgumentException)
        {
            return (null, $"{endpoint}: the name cannot be resolved ({WordsOf(unknown)})");
        }

        return await FirstOfAsync(addresses, endpoint.Port, cancel).ConfigureAwait(false);
    }

    // The next address is tried when one refuses or does not answer for a while, so that a silent one does not hold up the others (RFC 8305).
    private static async Task<(Socket? Socket, string? Problem)> FirstOfAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var attempts = new List<Task<(Socket? Socket, string? Problem)>>();
        Socket? found = null;
        foreach (var address in addresses)
        {
            attempts.Add(ConnectAsync(address, port, enough.Token));
            if (address != addresses[^1])
            {
                await Task.WhenAny(attempts[^1], Task.Delay(TurnOfNext, enough.Token)).ConfigureAwait(false);
            }

            if (attempts.Exists(static attempt => attempt is { IsCompletedSuccessfully: true, Result.Socket: not null }))
            {
                break;
            }
        }

        var open = new List<Task<(Socket? Socket, string? Problem)>>(attempts);
        while (open.Count > 0)
        {
            var ended = await Task.WhenAny(open).ConfigureAwait(false);
            open.Remove(ended);
            if ((await ended.ConfigureAwait(false)).Socket is { } socket)
            {
                if (found is null)
                {
                    found = socket;
                    await enough.CancelAsync().ConfigureAwait(false);
                }
                else
                {
                    socket.Dispose();
                }
            }
        }

        return found is null ? (null, string.Join("; ", attempts.Select(attempt => attempt.Result.Problem))) : (found, null);
    }

    private static async Task<(Socket? Socket, string? Problem)> ConnectAsync(IPAddress address, int port, CancellationToken cancel)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancel).ConfigureAwait(false);
            return (socket, null);
        }
        catch (Exception refused) when (refused is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return (null, $"{new IPEndPoint(address, port)}: {WordsOf(refused)}");
        }
    }

    /// <summary>What went wrong, in lower case.</summary>
    public static string WordsOf(Exception wrong) => wrong switch
    {
        OperationCanceledException => "no answer in time",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
        SocketException { SocketErrorCode: SocketError.TimedOut } => "no answer in time",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "not known",
        _ => OneLine.Of(wrong.Message, 100) is [var first, .. var rest] ? char.ToLowerInvariant(first) + rest : "failed",
    };
}
