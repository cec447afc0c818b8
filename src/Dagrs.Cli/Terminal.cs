using System.Buffers;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Dagrs.Cli;

/// <summary>
/// Standard output: gathers what is written and hands it to the system when told to or when there is much of it. Not
/// thread-safe: it belongs to the one thread that reports a run.
/// </summary>
internal sealed class Terminal : IBufferWriter<byte>
{
    private const int FlushAt = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);
    private const int NobodyReads = 32; // EPIPE

    private readonly Stream _stream = Open();
    private bool _isBroken;

    public static bool HasColours { get; } =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Raised once when nobody reads any more; what is written afterwards is lost.</summary>
    public event Action? Broken;

    public void Advance(int count) => _buffer.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        FlushIfFull();
        return _buffer.GetMemory(sizeHint);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        FlushIfFull();
        return _buffer.GetSpan(sizeHint);
    }

    public void Write(string text) => Encoding.UTF8.GetBytes(text, this);

    public void Flush()
    {
        if (_buffer.WrittenCount == 0)
        {
            return;
        }

        try
        {
            if (!_isBroken)
            {
                _stream.Write(_buffer.WrittenSpan);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            _isBroken = true;
            if (wrong.HResult == NobodyReads)
            {
                Broken?.Invoke();
            }
            else
            {
                StandardError.WriteLine($"dagrs: warn: standard output is not written any more: {wrong.Message}");
            }
        }

        _buffer.ResetWrittenCount();
    }

    /// <summary>A writer whose text goes through the same buffer; flushing it does nothing.</summary>
    public TextWriter AsTextWriter() => new Facade(this);

    // The console's own stream says nothing when nobody reads any more. A FileStream does; but a file it writes at a place that it counts
    // itself, over what others write there: standard error, or the next command of a script.
    private static Stream Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        try
        {
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return stream.CanSeek ? Console.OpenStandardOutput() : stream;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Stream.Null;
        }
    }

    private void FlushIfFull()
    {
        if (_buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    private sealed class Facade(Terminal terminal) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Encoding.UTF8.GetBytes(buffer, terminal);
    }
}
