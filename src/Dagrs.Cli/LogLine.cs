using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;

namespace Dagrs.Cli;

/// <summary>A log event as one line: the level, then the message. What tasks have written is passed on as it is.</summary>
/// <param name="withTime">True to begin the line with date and time.</param>
/// <param name="withColours">True to show the level in colour.</param>
internal sealed class LogLine(bool withTime, bool withColours) : ITextFormatter
{
    /// <summary>The template of an event that holds whole lines of output, ready to be written.</summary>
    public const string OutputTemplate = "{Output:l}";

    public void Format(LogEvent logEvent, TextWriter output)
    {
        if (ReferenceEquals(logEvent.MessageTemplate.Text, OutputTemplate))
        {
            logEvent.MessageTemplate.Render(logEvent.Properties, output, CultureInfo.InvariantCulture);
            return;
        }

        if (withTime)
        {
            output.Write(logEvent.Timestamp.ToString("yyyy-MM-dd HH:mm:ss.fff zzz ", CultureInfo.InvariantCulture));
        }

        output.Write(withColours ? Coloured(logEvent.Level) : Word(logEvent.Level));
        logEvent.MessageTemplate.Render(logEvent.Properties, output, CultureInfo.InvariantCulture);
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
