using System.Diagnostics.CodeAnalysis;
using System.Text;
using Serilog.Sinks.File;

namespace Dagrs.Cli;

/// <summary>The file that the log goes to: made empty before anything runs, written in large pieces, whole whenever the run pauses.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The sink that opens the stream disposes of it.")]
internal sealed class LogFile : FileLifecycleHooks
{
    private BufferedStream? _stream;

    /// <param name="path">Where the log goes.</param>
    /// <param name="sparing">A file that must not become the log: that of the tasks.</param>
    /// <exception cref="UsageException">The log cannot be written.</exception>
    public LogFile(string path, string sparing)
    {
        Path = path;
        try
        {
            if (File.Exists(path) && File.Exists(sparing) && Target(path) == Target(sparing))
            {
                throw new UsageException(ExitCode.BadCommandLine, $"the log '{path}' would overwrite the file of tasks");
            }

            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            using var made = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            const int noSpaceLeft = 28;
            throw new UsageException(wrong.HResult == noSpaceLeft ? ExitCode.OwnFailure : ExitCode.BadCommandLine, $"cannot write the log to '{path}': {Why(wrong)}");
        }
    }

    public string Path { get; }

    /// <summary>Why the log is not whole; null as long as it is.</summary>
    public string? Problem { get; private set; }

    public void Flush() => Try([], static (stream, _) => stream.Flush());

    /// <summary>Writes what is no matter of levels: whole lines that tasks have written.</summary>
    public void Write(ReadOnlySpan<byte> lines) => Try(lines, static (stream, bytes) => stream.Write(bytes));

    private static string Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? System.IO.Path.GetFullPath(path);

    private string Why(Exception wrong) => wrong switch
    {
        _ when Directory.Exists(Path) => "it is a folder",
        ArgumentException => "that cannot be the name of a file",
        UnauthorizedAccessException => "permission denied",
        _ => wrong.Message.TrimEnd('.'),
    };

    public override Stream OnFileOpened(Stream underlyingStream, Encoding encoding) =>
        new UnflushedStream(this, _stream = new BufferedStream(underlyingStream, 64 * 1024));

    // What goes wrong here Serilog would keep to itself.
    private void Try(ReadOnlySpan<byte> bytes, Action<BufferedStream, ReadOnlySpan<byte>> write)
    {
        try
        {
            if (Problem is null && _stream is not null)
            {
                write(_stream, bytes);
            }
        }
        catch (IOException wrong)
        {
            Problem = wrong.Message;
        }
    }

    // The sink flushes after each line; that is left to Flush.
    private sealed class UnflushedStream(LogFile owner, Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => inner.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count) => owner.Write(buffer.AsSpan(offset, count));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                owner.Try([], static (stream, _) => stream.Dispose());
            }

            base.Dispose(disposing);
        }
    }
}
