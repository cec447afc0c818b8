namespace Dagrs.Cli;

/// <summary>The file that the log goes to: made empty before anything runs, written in large pieces, whole whenever the run pauses.</summary>
internal sealed class LogFile : GatheredOutput, IDisposable
{
    private readonly FileStream _stream;

    private LogFile(string path, FileStream stream)
        : base(stream) => (Path, _stream) = (path, stream);

    public string Path { get; }

    /// <summary>Makes the file.</summary>
    /// <param name="path">Where the log goes.</param>
    /// <param name="sparing">A file that must not become the log: that of the tasks.</param>
    /// <exception cref="UsageException">The log cannot be written.</exception>
    public static LogFile Create(string path, string sparing)
    {
        try
        {
            if (File.Exists(path) && File.Exists(sparing) && RealPath(path) == RealPath(sparing))
            {
                throw new UsageException(ExitCode.BadCommandLine, $"the log '{path}' would overwrite the file of tasks");
            }

            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return new LogFile(path, new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            const int noSpaceLeft = 28;
            throw new UsageException(wrong.HResult == noSpaceLeft ? ExitCode.OwnFailure : ExitCode.BadCommandLine, $"cannot write the log to '{path}': {Why(wrong, path)}");
        }
    }

    /// <summary>Closes it as it is. At the end of a run everything has been flushed, and whoever was not waited for may be writing still.</summary>
    public void Dispose() => _stream.Dispose();

    // Every link on the way is followed, so that two names for one file become the same. It exists, so there is no circle of links; but
    // the text of a link may be no path, as that of a pipe in /proc is not.
    private static string RealPath(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (!System.IO.Path.Exists(full) || System.IO.Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        var place = System.IO.Path.Combine(RealPath(folder), System.IO.Path.GetFileName(full));
        return File.ResolveLinkTarget(place, returnFinalTarget: false) is { } target ? RealPath(target.FullName) : place;
    }

    private static string Why(Exception wrong, string path) => wrong switch
    {
        _ when Directory.Exists(path) => "it is a folder",
        ArgumentException => "that cannot be the name of a file",
        UnauthorizedAccessException => "permission denied",
        _ => wrong.Message.TrimEnd('.'),
    };
}
