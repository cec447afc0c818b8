using System.Text;
using Dagrs.Console.Terminals;
using Serilog.Sinks.File;

namespace Dagrs.Cli.Logging;

/// <summary>Takes the file that Serilog's sink has opened, to say what is written in its place.</summary>
/// <param name="take">Gets the open file, gives what takes the lines.</param>
internal sealed class LogFileHooks(Func<FileStream, LogFile> take) : FileLifecycleHooks
{
    /// <summary>The log; null as long as the sink has not opened its file.</summary>
    public LogFile? Taken { get; private set; }

    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding) =>
        new GatheredStream(Taken = take((FileStream)underlyingStream));
}
