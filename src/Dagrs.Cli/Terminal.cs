using System.Buffers;
using System.Text;

namespace Dagrs.Cli;

/// <summary>
/// Standard output: gathers what is written and hands it to the system when told to or when there is much of it. Not
/// thread-safe: it belongs to the one thread that reports a run.
/// </summary>
internal sealed class Terminal : IBufferWriter<byte>
{
    private const int FlushAt = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt / 4);
    private readonly Stream _stream = OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutput();
    private byte _last = (byte)'\n';
    private bool _isBroken;

    public static bool HasColours { get; } =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Why what was written did not arrive, though somebody reads; null as long as all is well.</summary>
    public string? Problem { get; private set; }

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

    /// <summary>Ends a line that a task has left half, so that ours begins where lines begin.</summary>
    public void StartLine()
    {
        if ((_buffer.WrittenCount > 0 ? _buffer.WrittenSpan[^1] : _last) != '\n')
        {
            Write("\n");
        }
    }

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
            if (wrong.HResult == StandardOutput.NobodyReads)
            {
                Broken?.Invoke();
            }
            else
            {
                Problem = wrong.Message;
            }
        }

        _last = _buffer.WrittenSpan[^1];
        _buffer.ResetWrittenCount();
    }

    /// <summary>A writer whose text goes through the same buffer; flushing it does nothing.</summary>
    public TextWriter AsTextWriter() => new Facade(this);

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
