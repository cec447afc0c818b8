using System.Globalization;
using Dagrs.Core.Model;
using Serilog.Events;
using Serilog.Formatting;

namespace Dagrs.Cli.Logging;

/// <summary>Formats a log event as one line of a file: date and time, the level, then the message, whatever names it contains.</summary>
internal sealed class LogLineFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToString("yyyy-MM-dd HH:mm:ss.fff zzz ", CultureInfo.InvariantCulture));
        output.Write(Word(logEvent.Level));
        output.Write(OneLine.Of(logEvent.RenderMessage(CultureInfo.InvariantCulture)));
        output.Write('\n');
    }

    /// <summary>The level as written in a line, padded with spaces.</summary>
    public static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Debug => "debug  ",
        LogEventLevel.Warning => "warn   ",
        LogEventLevel.Error => "error  ",
        _ => "info   ",
    };
}
