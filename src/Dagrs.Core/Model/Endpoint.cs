using System.Globalization;

namespace Dagrs.Core.Model;

/// <summary>A port of a host, as people write it: <c>5432</c>, <c>db:5432</c>, <c>[::1]:5432</c>.</summary>
/// <param name="Host">The name or address; null: this machine.</param>
/// <param name="Port">The port, from 1 to 65535.</param>
internal sealed record Endpoint(string? Host, int Port)
{
    /// <summary>Parses an endpoint; false: it is none.</summary>
    public static bool TryParse(string text, out Endpoint endpoint)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? null : text[..colon];
        var isNumber = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        if (host is ['[', .., ']'])
        {
            host = host[1..^1];
        }
        else if (host?.Contains(':', StringComparison.Ordinal) == true)
        {
            host = ""; // in an IPv6 address without brackets nobody can tell where the port begins
        }

        endpoint = new(host, port);
        return isNumber && port is >= 1 and <= ushort.MaxValue && host is not { Length: 0 } && host?.Contains(' ', StringComparison.Ordinal) != true;
    }

    /// <inheritdoc/>
    public override string ToString() => Host is null ? $"port {Port}" : string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
