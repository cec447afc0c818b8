using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dagrs.TestProgram;

/// <summary>A server of one page, which gives each who connects the answer that it was started with. It reads no question whole.</summary>
internal static class Server
{
    /// <summary>Serves until it is killed; says "listening" when it listens.</summary>
    /// <param name="address">Where.</param>
    /// <param name="port">At which port.</param>
    /// <param name="answer">A code; continue: 100 and then 200; close: nothing; silent: nothing, and the connection stays; slow: 200, some bytes at a time.</param>
    public static int Run(string address, int port, string answer)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), port);
        listener.Start();
        Console.WriteLine("listening");
        var kept = new List<Socket>();
        while (true)
        {
            var socket = listener.AcceptSocket();
            if (answer == "silent")
            {
                kept.Add(socket);
                continue;
            }

            try
            {
                Answer(socket, answer);
            }
            catch (SocketException)
            {
                // Who asked has gone.
            }

            socket.Dispose();
        }
    }

    private static void Answer(Socket socket, string answer)
    {
        if (answer == "close")
        {
            return;
        }

        _ = socket.Receive(new byte[4096]);
        var text = answer switch
        {
            "continue" => "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            "slow" => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
            _ => string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer} Some words\r\nContent-Length: 0\r\n\r\n"),
        };
        foreach (var part in answer == "slow" ? text.Chunk(10) : [text.ToCharArray()])
        {
            _ = socket.Send(Encoding.ASCII.GetBytes(part));
            Thread.Sleep(answer == "slow" ? 20 : 0);
        }

        socket.Shutdown(SocketShutdown.Send);
    }
}
