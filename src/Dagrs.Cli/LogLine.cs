using System.Globalization;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Ci;
using Serilog.Events;
using Serilog.Formatting;

namespace Dagrs.Cli;

/// <summary>A log event as one line: the level, then the message, whatever names it holds.</summary>
/// <param name="terminal">Where it goes; null: to a file, and the line begins with date and time.</param>
/// <param name="ci">The system that reads along, to which the line must give no orders.</param>
internal sealed class LogLine(Terminal? terminal, CiSystem ci) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        terminal?.StartLine();
        if (terminal is null)
        {
            output.Write(logEvent.Timestamp.ToString("yyyy-MM-dd HH:mm:ss.fff zzz ", CultureInfo.InvariantCulture));
        }

        output.Write(terminal is not null && Terminal.HasColours ? Coloured(logEvent.Level) : Word(logEvent.Level));
        output.Write(ci.Defuse(OneLine.Of(logEvent.RenderMessage(CultureInfo.InvariantCulture))));
        output.Write('\n');
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
