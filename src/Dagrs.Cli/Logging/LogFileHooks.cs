using System.Text;
using Dagrs.Console.Terminals;
using Serilog.Sinks.File;

namespace Dagrs.Cli.Logging;

/// <summary>Intercepts the file that Serilog's sink has opened, and substitutes the stream to write to.</summary>
/// <param name="take">Takes the open file and returns the log.</param>
internal sealed class LogFileHooks(Func<FileStream, LogFile> take) : FileLifecycleHooks
{
    /// <summary>The log; null until the sink has opened its file.</summary>
    public LogFile? Taken { get; private set; }

    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding) =>
        new GatheredStream(Taken = take((FileStream)underlyingStream));
}
