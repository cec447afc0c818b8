using System.Buffers;
using System.Globalization;
using System.Text;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Ci;
using Serilog.Core;
using Serilog.Events;

namespace Dagrs.Cli;

/// <summary>Writes each log event as one line: the level, then the message, whatever names it holds. Not thread-safe.</summary>
/// <param name="target">What it is written to.</param>
/// <param name="terminal">The same where that is the terminal; null: a file, and the line begins with date and time.</param>
/// <param name="ci">The system that reads along, to which the line must give no orders.</param>
internal sealed class LogLines(IBufferWriter<byte> target, Terminal? terminal, CiSystem ci) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        terminal?.StartLine();
        var time = terminal is null ? logEvent.Timestamp.ToString("yyyy-MM-dd HH:mm:ss.fff zzz ", CultureInfo.InvariantCulture) : "";
        var level = terminal is not null && Terminal.HasColours ? Coloured(logEvent.Level) : Word(logEvent.Level);
        var message = ci.Defuse(OneLine.Of(logEvent.RenderMessage(CultureInfo.InvariantCulture)));
        Encoding.UTF8.GetBytes($"{time}{level}{message}\n", target);
    }

    private static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Debug => "debug  ",
        LogEventLevel.Warning => "warn   ",
        LogEventLevel.Error => "error  ",
        _ => "info   ",
    };

    private static string Coloured(LogEventLevel level) => level switch
    {
        LogEventLevel.Warning => "\e[33m" + Word(level) + "\e[0m",
        LogEventLevel.Error => "\e[31m" + Word(level) + "\e[0m",
        _ => "\e[2m" + Word(level) + "\e[0m",
    };
}
