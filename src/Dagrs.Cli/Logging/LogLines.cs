using System.Globalization;
using System.Text;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Ci;
using Serilog.Core;
using Serilog.Events;

namespace Dagrs.Cli.Logging;

/// <summary>Writes each log event to the terminal as one line, between the output of tasks. Not thread-safe.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="ci">The CI system that reads the output; no line may send it commands.</param>
internal sealed class LogLines(Terminal terminal, CiSystem ci) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        terminal.StartLine();
        var level = terminal.HasColours ? Coloured(logEvent.Level) : LogLineFormatter.Word(logEvent.Level);
        var message = ci.Defuse(OneLine.Of(logEvent.RenderMessage(CultureInfo.InvariantCulture)));
        Encoding.UTF8.GetBytes($"{level}{message}\n", terminal);
    }

    private static string Coloured(LogEventLevel level) => level switch
    {
        LogEventLevel.Warning => "\e[33m" + LogLineFormatter.Word(level) + "\e[0m",
        LogEventLevel.Error => "\e[31m" + LogLineFormatter.Word(level) + "\e[0m",
        _ => "\e[2m" + LogLineFormatter.Word(level) + "\e[0m",
    };
}
