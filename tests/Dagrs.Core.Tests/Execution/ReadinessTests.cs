using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Dagrs.Core.Execution.Readiness;

namespace Dagrs.Core.Tests.Execution;

/// <summary>What is asked of a service, by sockets of this process and lines that come in pieces.</summary>
public sealed class ReadinessTests
{
    private const int Patience = 60_000; // ms

    [Theory(Timeout = Patience)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", null, null)]
    [InlineData("HTTP/1.0 204 No Content\r\n\r\n", null, null)]
    [InlineData("HTTP/1.1 200\r\n\r\n", null, null)]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: /nowhere\r\n\r\n", null, null)]
    [InlineData("HTTP/1.1 399 Odd\r\n\r\n", null, null)]
    [InlineData("HTTP/1.1 400 Bad\r\n\r\n", null, "URL answered 400")]
    [InlineData("HTTP/1.1 503 Later\r\n\r\n", null, "URL answered 503")]
    [InlineData("HTTP/1.1 401 No\r\n\r\n", 401, null)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", 401, "URL answered 200")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", null, null)]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 500 No\r\n\r\n", null, "URL answered 500")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", null, "URL did not answer with HTTP")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", null, "URL did not answer with HTTP")]
    [InlineData("", null, "URL did not answer with HTTP")]
    public async Task A_page_is_there_by_the_code_of_the_answer(string answer, int? status, string? problem)
    {
        using var listener = Listen(IPAddress.Loopback);
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{PortOf(listener)}/health?deep=1"));
        var served = ServeAsync(listener, answer);

        Assert.Equal(problem?.Replace("URL", url.ToString(), StringComparison.Ordinal), await PageCheck.AskAsync(url, status, CancellationToken.None));
        Assert.StartsWith($"GET /health?deep=1 HTTP/1.1\r\nHost: localhost:{PortOf(listener)}\r\n", await served, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_server_that_listens_by_IPv6_alone_is_found()
    {
        using var listener = Listen(IPAddress.IPv6Loopback);
        var port = PortOf(listener);

        Assert.Null(await Ports.ConnectAsync(new(null, port), CancellationToken.None));
        Assert.Null(await Ports.ConnectAsync(new("localhost", port), CancellationToken.None));
        Assert.Null(await Ports.ConnectAsync(new("::1", port), CancellationToken.None));
        Assert.Equal($"127.0.0.1:{port}: connection refused", await Ports.ConnectAsync(new("127.0.0.1", port), CancellationToken.None));
    }

    // Where the queue of those who connect is full the system answers nobody.
    [Fact(Timeout = Patience)]
    public async Task An_address_that_never_answers_keeps_no_other_from_its_turn()
    {
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen(0);
        var port = ((IPEndPoint)deaf.LocalEndPoint!).Port;
        var queue = Enumerable.Range(0, 8).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        var waiting = queue.ConvertAll(socket => socket.ConnectAsync(IPAddress.Loopback, port));
        using var other = Listen(IPAddress.IPv6Loopback, port);
        using var never = new CancellationTokenSource();

        Assert.Null(await Ports.ConnectAsync(new(null, port), never.Token));

        Assert.Contains(waiting, wait => !wait.IsCompleted);
        queue.ForEach(socket => socket.Dispose());
        await Task.WhenAll(waiting).ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
    }

    [Fact(Timeout = Patience)]
    public async Task A_name_that_nobody_knows_is_said() =>
        Assert.StartsWith("no.such.name.invalid:80: the name cannot be resolved (", await Ports.ConnectAsync(new("no.such.name.invalid", 80), CancellationToken.None), StringComparison.Ordinal);

    [Theory]
    [InlineData("ready", true, "not yet\nready\n")]
    [InlineData("ready", true, "rea", "dy")]
    [InlineData("^ready$", true, "ready\r\n")]
    [InlineData("^ready$", false, "not ready\n", "ready not\n")]
    [InlineData("^ready$", true, "\e[1;32mrea\e[0mdy\e[K\n")]
    [InlineData("^ready$", true, "\e]0;a title\aready")]
    [InlineData("^ready$", true, "\e]0;C:\\a\\title\aready")]
    [InlineData("^ready$", true, "\e]8;;http://a\e\\ready\e]8;;\e\\")]
    [InlineData("^ready$", true, "\e[3", "1mrea", "dy\n")]
    [InlineData("^läuft$", true, "läuft\n")]
    [InlineData("one.*two", false, "one\ntwo\n")]
    public void A_line_is_matched_without_colours_and_before_its_end(string pattern, bool isFound, params string[] pieces)
    {
        var match = new LineMatch(new Regex(pattern, RegexOptions.NonBacktracking));

        Assert.Equal(isFound, pieces.Any(piece => match.Add(Encoding.UTF8.GetBytes(piece))));
    }

    [Fact]
    public void A_letter_that_comes_in_two_pieces_is_one()
    {
        var match = new LineMatch(new Regex("^ä$", RegexOptions.NonBacktracking));

        Assert.False(match.Add([0xC3]));
        Assert.True(match.Add([0xA4]));
    }

    private static TcpListener Listen(IPAddress address, int port = 0)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    // What was asked.
    private static async Task<string> ServeAsync(TcpListener listener, string answer)
    {
        using var socket = await listener.AcceptSocketAsync();
        var asked = new StringBuilder();
        var buffer = new byte[4096];
        while (!asked.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            asked.Append(Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer)));
        }

        await socket.SendAsync(Encoding.ASCII.GetBytes(answer));
        socket.Shutdown(SocketShutdown.Send);
        return asked.ToString();
    }
}
