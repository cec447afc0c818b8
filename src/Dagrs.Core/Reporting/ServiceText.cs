using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Describes when a service is ready and how it is stopped.</summary>
internal static class ServiceText
{
    /// <summary>When it is ready.</summary>
    public static string Ready(ReadyCheck? check) => check is null ? "once it has started" : OneLine.Of($"{What(check)}, within {Times.Words(check.Timeout)}");

    /// <summary>How it is stopped.</summary>
    public static string Stop(ServiceSettings service)
    {
        var signal = service.StopSignal ?? (service.StopCommand is null ? StopSignal.Usual : null);
        var how = string.Join(", then ", new[] { service.StopCommand?.Text, signal }.OfType<string>());
        return OneLine.Of(service.StopGrace is { } grace ? $"{how}, within {Times.Words(grace)}" : how);
    }

    /// <summary>The key of a kind of check in the file.</summary>
    public static string Word(ReadyKind kind) => kind switch { ReadyKind.Tcp => "tcp", ReadyKind.Http => "http", ReadyKind.Log => "log", _ => "cmd" };

    private static string What(ReadyCheck check) => check.Kind switch
    {
        ReadyKind.Tcp => $"when {(check.Text.Contains(':', StringComparison.Ordinal) ? check.Text : $"port {check.Text}")} accepts a connection",
        ReadyKind.Http => $"when {check.Text} answers{(check.Status is { } status ? FormattableString.Invariant($" {status}") : "")}",
        ReadyKind.Log => $"when it writes a line that '{check.Text}' matches",
        _ => $"when this succeeds: {check.Command?.Text ?? check.Text}",
    };
}
