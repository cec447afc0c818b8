using Dagrs.Core.Model;
using Serilog;

namespace Dagrs.Cli;

/// <summary>
/// The file that the log goes to: opened by Serilog's sink and made empty before anything runs, written in large pieces, whole
/// whenever the run pauses. What tasks write goes to it too, between the lines of the sink.
/// </summary>
internal sealed class LogFile : GatheredOutput, IDisposable
{
    private const string NullDevice = "/dev/null";

    private readonly FileStream _opened;

    private LogFile(string path, LoggerConfiguration logging, FileStream opened, Stream target)
        : base(target) => (Path, Logging, _opened) = (path, logging, opened);

    public string Path { get; }

    /// <summary>What the log is to be made of; the sink that writes here is in it.</summary>
    public LoggerConfiguration Logging { get; }

    /// <summary>Opens the file.</summary>
    /// <param name="path">Where the log goes.</param>
    /// <param name="tasks">The file of tasks, which must not become the log; null when it is no plain file.</param>
    /// <exception cref="UsageException">The log cannot be written.</exception>
    public static LogFile Open(string path, FileIdentity? tasks)
    {
        try
        {
            var logging = new LoggerConfiguration();
            var special = Special(path, tasks);
            var hooks = new LogFileHooks(opened => new LogFile(path, logging, opened, special ?? PlainFile(opened, path, tasks)));

            // As an audit, so that we hear of it when it cannot be opened.
            logging.AuditTo.File(new LogLineFormatter(), special is null ? path : NullDevice, hooks: hooks);
            return hooks.Taken!;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            const int noSpaceLeft = 28;
            throw new UsageException(wrong.HResult == noSpaceLeft ? ExitCode.OwnFailure : ExitCode.BadCommandLine, $"cannot write the log to '{path}': {Why(wrong, path)}");
        }
    }

    /// <summary>Closes it as it is. At the end of a run everything has been flushed, and whoever was not waited for may be writing still.</summary>
    public void Dispose() => _opened.Dispose();

    // The sink opens plain files only: it wants to go to their end. What we have open already, such as standard output, may be a socket
    // that has no name, and opened once more a file would be written at two places.
    private static Stream? Special(string path, FileIdentity? tasks)
    {
        if (OpenDescriptor.Named(path) is { } descriptor)
        {
            Spare(tasks, FileIdentity.Of(descriptor), path);
            return OpenDescriptor.IsGiven(descriptor) ? new DescriptorStream(descriptor) : throw new IOException("nothing that can be written is open there");
        }

        var isSpecial = OperatingSystem.IsLinux() && File.Exists(path) && FileIdentity.Of(path) is null;
        return isSpecial ? new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0) : null;
    }

    private static Stream PlainFile(FileStream opened, string path, FileIdentity? tasks)
    {
        var handle = opened.SafeFileHandle;
        var identity = OperatingSystem.IsLinux() ? FileIdentity.Of((int)handle.DangerousGetHandle()) : FileIdentity.Of(path);
        Spare(tasks, identity, path);
        foreach (var standard in OpenDescriptor.Standard)
        {
            if (identity is not null && identity == FileIdentity.Of(standard))
            {
                return new DescriptorStream(standard);
            }
        }

        MakeEmpty(opened, path);
        return OperatingSystem.IsWindows() ? opened : new DescriptorStream((int)handle.DangerousGetHandle());
    }

    private static void MakeEmpty(FileStream opened, string path)
    {
        if (!SoleWriter.TryLock(opened.SafeFileHandle))
        {
            throw new UsageException(ExitCode.BadCommandLine, $"another run of dagrs writes the log '{path}'; give this one another --log-path");
        }

        SoleWriter.AppendOnly(opened.SafeFileHandle);
        opened.SetLength(0);
    }

    private static void Spare(FileIdentity? tasks, FileIdentity? log, string path)
    {
        if (tasks is not null && tasks == log)
        {
            throw new UsageException(ExitCode.BadCommandLine, $"the log '{path}' would overwrite the file of tasks");
        }
    }

    private static string Why(Exception wrong, string path) => wrong switch
    {
        _ when Directory.Exists(path) => "it is a folder",
        _ when FileAbove(path) is { } file => $"'{OneLine.Of(file)}' is a file, not a folder",
        ArgumentException => "that cannot be the name of a file",
        _ => SystemReason.Of(wrong),
    };

    // Of the folders in the path the one that is none.
    private static string? FileAbove(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path);
        while (!string.IsNullOrEmpty(folder) && !File.Exists(folder))
        {
            folder = System.IO.Path.GetDirectoryName(folder);
        }

        return string.IsNullOrEmpty(folder) ? null : folder;
    }
}
