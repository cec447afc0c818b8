using Dagrs.Console;
using Dagrs.Console.Recording;
using Dagrs.Console.Terminals;
using Serilog;

namespace Dagrs.Cli.Logging;

/// <summary>
/// The log file: opened by Serilog's sink and emptied before anything runs, written in large pieces, and flushed
/// whenever the run pauses. The output of tasks goes there too, between the lines of the sink.
/// </summary>
internal sealed class LogFile : GatheredOutput, IDisposable
{
    private const string NullDevice = "/dev/null";

    private static readonly FileRole Role = new("the log", "--log-path");

    private readonly FileStream _opened;

    private LogFile(string path, LoggerConfiguration logging, FileStream opened, Stream target)
        : base(target) => (Path, Logging, _opened) = (path, logging, opened);

    public string Path { get; }

    /// <summary>The identity of the regular file; null: it is none.</summary>
    public FileIdentity? Identity => FileIdentity.Of(Path);

    /// <summary>The configuration for the logger; it contains the sink that writes here.</summary>
    public LoggerConfiguration Logging { get; }

    /// <summary>The logger, created once, however many runs log here; null: not created yet.</summary>
    public Serilog.Core.Logger? Logger { get; set; }

    /// <summary>Opens the file.</summary>
    /// <param name="path">Where the log goes.</param>
    /// <param name="tasks">The task file, which must not be overwritten; null when it is not a regular file.</param>
    /// <exception cref="UsageException">The log cannot be written.</exception>
    public static LogFile Open(string path, FileIdentity? tasks)
    {
        var target = new TargetFile(Role, path, [new(tasks, "the task file")]);
        try
        {
            // The sink can only open regular files, because it seeks to the end.
            var logging = new LoggerConfiguration();
            var special = target.OpenSpecial();
            var hooks = new LogFileHooks(opened => new LogFile(path, logging, opened, special ?? target.Take(opened, out _)));

            // As an audit sink, so that an error at opening is thrown.
            logging.AuditTo.File(new LogLineFormatter(), special is null ? path : NullDevice, hooks: hooks);
            return hooks.Taken!;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw target.Refuse(wrong);
        }
    }

    /// <summary>
    /// Closes it without flushing. At the end of a run everything has been flushed, and a thread that was not waited for may still be writing.
    /// </summary>
    public void Dispose() => _opened.Dispose();
}
