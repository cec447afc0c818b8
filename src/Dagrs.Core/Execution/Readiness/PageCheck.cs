using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Dagrs.Core.Execution.Readiness;

/// <summary>
/// Sends a GET by HTTP/1.1 (RFC 9112) and looks only at the status code. The HTTP client of .NET does more, and would make the native program larger
/// than a check is worth.
/// </summary>
internal static class PageCheck
{
    private const int LongestHead = 16 * 1024; // bytes
    private const int FirstGood = 200;
    private const int LastGood = 399;
    private const int FirstFinal = 200; // a lower (1xx) code is followed by another response

    /// <summary>Whether a page answers.</summary>
    /// <param name="url">The page.</param>
    /// <param name="status">The expected status code; null: any from 200 to 399.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Null when it does; otherwise why not.</returns>
    public static async Task<string?> AskAsync(Uri url, int? status, CancellationToken cancel)
    {
        var (socket, problem) = await Ports.OpenAsync(new(url.DnsSafeHost, url.Port), cancel).ConfigureAwait(false);
        if (socket is null)
        {
            return problem;
        }

        using (socket)
        {
            try
            {
                await SendAsync(socket, url, cancel).ConfigureAwait(false);
                var code = await CodeAsync(socket, cancel).ConfigureAwait(false);
                return code is null ? $"{url} did not answer with HTTP"
                    : code == status || (status is null && code is >= FirstGood and <= LastGood) ? null
                    : string.Create(CultureInfo.InvariantCulture, $"{url} answered {code}");
            }
            catch (Exception broken) when (broken is SocketException or OperationCanceledException)
            {
                return $"{url}: {Ports.WordsOf(broken)}";
            }
        }
    }

    private static async Task SendAsync(Socket socket, Uri url, CancellationToken cancel)
    {
        var head = Encoding.ASCII.GetBytes($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nUser-Agent: dagrs\r\nAccept: */*\r\nConnection: close\r\n\r\n");
        for (var sent = 0; sent < head.Length;)
        {
            sent += await socket.SendAsync(head.AsMemory(sent), SocketFlags.None, cancel).ConfigureAwait(false);
        }
    }

    // The status code of the first final response; null: what came is no response.
    private static async Task<int?> CodeAsync(Socket socket, CancellationToken cancel)
    {
        var buffer = new byte[LongestHead];
        var (filled, start) = (0, 0);
        while (true)
        {
            var head = buffer.AsSpan(start, filled - start);
            if (head.IndexOf((byte)'\n') is >= 0 and var end)
            {
                if (CodeOf(head[..end]) is not { } code)
                {
                    return null;
                }

                if (code >= FirstFinal)
                {
                    return code;
                }

                if (head.IndexOf("\r\n\r\n"u8) is >= 0 and var next)
                {
                    start += next + 4;
                    continue;
                }
            }

            var count = filled == buffer.Length ? 0 : await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, cancel).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            filled += count;
        }
    }

    // HTTP/1.1 200 OK
    private static int? CodeOf(ReadOnlySpan<byte> line)
    {
        var blank = line.IndexOf((byte)' ');
        return line.StartsWith("HTTP/"u8) && blank > 0 && line.Length >= blank + 4
            && int.TryParse(line.Slice(blank + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
    }
}
