using System.Globalization;
using System.Text.RegularExpressions;

namespace Dagrs.Core.Model;

/// <summary>When a service is ready, so that its dependents may start. Immutable and thread-safe.</summary>
public sealed record ReadyCheck
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UsualInterval = TimeSpan.FromMilliseconds(500);

    internal ReadyCheck(ReadyKind kind, string text, Command? command = null) => (Kind, Text, Command) = (kind, text, command);

    /// <summary>How long it may take to become ready before the service has failed. 60 s by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero, or longer than 49 days.</exception>
    public TimeSpan Timeout { get; init => field = Limits.Positive(value, nameof(Timeout)); } = UsualTimeout;

    /// <summary>The longest wait between two checks. The first check is immediate, the next 50 ms later. 500 ms by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not more than zero, or longer than 49 days.</exception>
    public TimeSpan Interval { get; init => field = Limits.Positive(value, nameof(Interval)); } = UsualInterval;

    internal ReadyKind Kind { get; }

    /// <summary>The port, URL or expression, as written.</summary>
    internal string Text { get; init; }

    /// <summary>The status code that a page must answer with; null: any from 200 to 399.</summary>
    internal int? Status { get; init; }

    internal Command? Command { get; init; }

    /// <summary>Ready when this port of this machine accepts a connection, by IPv4 or IPv6.</summary>
    /// <param name="port">The port, from 1 to 65535.</param>
    /// <exception cref="ArgumentException">It is no valid port.</exception>
    public static ReadyCheck Tcp(int port) => Checked(new(ReadyKind.Tcp, port.ToString(CultureInfo.InvariantCulture)), nameof(port));

    /// <summary>Ready when this port of a host accepts a connection; every address of the name is tried.</summary>
    /// <param name="host">The name or address of the host.</param>
    /// <param name="port">The port, from 1 to 65535.</param>
    /// <exception cref="ArgumentException">The host is empty, or the port is invalid.</exception>
    public static ReadyCheck Tcp(string host, int port)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        return Checked(new(ReadyKind.Tcp, string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}")), nameof(port));
    }

    /// <summary>Ready when a page answers a GET; redirects are not followed.</summary>
    /// <param name="url">The page; an <c>http:</c> URL.</param>
    /// <param name="status">The expected status code; null: any from 200 to 399.</param>
    /// <exception cref="ArgumentException">It is no <c>http:</c> URL, or the status code is invalid.</exception>
    public static ReadyCheck Http(string url, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        return status is < 100 or > 599
            ? throw new ArgumentException("a status code is a number from 100 to 599", nameof(status))
            : Checked(new(ReadyKind.Http, url) { Status = status }, nameof(url));
    }

    /// <summary>Ready when it has written, to either stream, a line that matches a regular expression; colour codes are ignored.</summary>
    /// <param name="pattern">The expression, for <see cref="RegexOptions.NonBacktracking"/>.</param>
    /// <exception cref="ArgumentException">The expression is invalid, or needs backtracking.</exception>
    public static ReadyCheck Log(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Checked(new(ReadyKind.Log, pattern), nameof(pattern));
    }

    /// <summary>Ready when a command succeeds. It runs with the working directory and the variables of the service.</summary>
    /// <param name="command">The command.</param>
    public static ReadyCheck Exec(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new(ReadyKind.Exec, command.Text, command);
    }

    /// <summary>What is wrong with a port, URL or expression, phrased to follow it; null: nothing.</summary>
    internal static string? ProblemOf(ReadyKind kind, string text) => kind switch
    {
        ReadyKind.Tcp => Endpoint.TryParse(text, out _) ? null : "is not a port: write a number from 1 to 65535, or host:port",
        ReadyKind.Http => ProblemOfUrl(text),
        ReadyKind.Log => ProblemOfPattern(text),
        _ => null,
    };

    private static ReadyCheck Checked(ReadyCheck check, string parameter) =>
        ProblemOf(check.Kind, check.Text) is { } problem ? throw new ArgumentException($"'{OneLine.Of(check.Text, 100)}' {problem}", parameter) : check;

    private static string? ProblemOfUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            return "is not a URL: write it in full, as in http://localhost:8080/health";
        }

        return url.Scheme == Uri.UriSchemeHttp ? null : $"uses {OneLine.Of(url.Scheme, 20)}, and 'http' supports only http://; use 'cmd', as in cmd: curl --fail URL";
    }

    private static string? ProblemOfPattern(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException wrong)
        {
            return $"is not a valid regular expression: {OneLine.Of(wrong.Message, 200)}";
        }
        catch (NotSupportedException)
        {
            return "is not supported: lookarounds and backreferences need backtracking";
        }
    }
}
