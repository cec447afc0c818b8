using Serilog.Events;

namespace Dagrs.Cli.Logging;

/// <summary>How much is logged.</summary>
internal enum LogLevel
{
    Debug = LogEventLevel.Debug,
    Info = LogEventLevel.Information,
    Warn = LogEventLevel.Warning,
    Error = LogEventLevel.Error,
    Off = LogEventLevel.Fatal + 1,
}
