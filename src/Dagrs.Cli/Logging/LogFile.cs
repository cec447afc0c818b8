using Dagrs.Console;
using Dagrs.Console.Recording;
using Dagrs.Console.Terminals;
using Serilog;

namespace Dagrs.Cli.Logging;

/// <summary>
/// The file that the log goes to: opened by Serilog's sink and made empty before anything runs, written in large pieces, whole
/// whenever the run pauses. What tasks write goes to it too, between the lines of the sink.
/// </summary>
internal sealed class LogFile : GatheredOutput, IDisposable
{
    private const string NullDevice = "/dev/null";

    private static readonly FileRole Role = new("the log", "--log-path");

    private readonly FileStream _opened;

    private LogFile(string path, LoggerConfiguration logging, FileStream opened, Stream target)
        : base(target) => (Path, Logging, _opened) = (path, logging, opened);

    public string Path { get; }

    /// <summary>Which plain file it is; null: none.</summary>
    public FileIdentity? Identity => FileIdentity.Of(Path);

    /// <summary>What the log is to be made of; the sink that writes here is in it.</summary>
    public LoggerConfiguration Logging { get; }

    /// <summary>The logger, made once, however many runs log here; null: not made yet.</summary>
    public Serilog.Core.Logger? Logger { get; set; }

    /// <summary>Opens the file.</summary>
    /// <param name="path">Where the log goes.</param>
    /// <param name="tasks">The file of tasks, which must not become the log; null when it is no plain file.</param>
    /// <exception cref="UsageException">The log cannot be written.</exception>
    public static LogFile Open(string path, FileIdentity? tasks)
    {
        var target = new TargetFile(Role, path, [new(tasks, "the file of tasks")]);
        try
        {
            // The sink opens plain files only: it wants to go to their end.
            var logging = new LoggerConfiguration();
            var special = target.OpenSpecial();
            var hooks = new LogFileHooks(opened => new LogFile(path, logging, opened, special ?? target.Take(opened, out _)));

            // As an audit, so that we hear of it when it cannot be opened.
            logging.AuditTo.File(new LogLineFormatter(), special is null ? path : NullDevice, hooks: hooks);
            return hooks.Taken!;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw target.Refuse(wrong);
        }
    }

    /// <summary>Closes it as it is. At the end of a run everything has been flushed, and whoever was not waited for may be writing still.</summary>
    public void Dispose() => _opened.Dispose();
}
