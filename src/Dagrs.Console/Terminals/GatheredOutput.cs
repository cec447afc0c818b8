using System.Buffers;
using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Console.Terminals;

/// <summary>
/// Gathers what is written and hands it to the system when told to or when there is much of it. What goes wrong is kept, not thrown;
/// what is written afterwards is lost. Secrets that have come this far, in our own words or put together by two streams, are masked. Not thread-safe: it belongs to the one thread that reports a run.
/// </summary>
/// <param name="stream">What it is handed to.</param>
/// <param name="masks">False where secrets are masked before.</param>
internal abstract class GatheredOutput(Stream stream, bool masks = true) : IBufferWriter<byte>
{
    private const int FirstSize = 4 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(FirstSize);
    private byte _last = (byte)'\n';
    private MaskedStream? _masked;
    private bool _isBroken;
    private bool _isComplete;

    /// <summary>Why what was written did not arrive, though somebody wants it; null as long as all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>True when something waits to be handed on.</summary>
    public bool HasUnwritten => _buffer.WrittenCount > 0;

    /// <summary>How much may wait before it is handed on without being told to.</summary>
    protected virtual int FlushAt => 64 * 1024;

    /// <summary>How many lines have been written.</summary>
    public long Lines { get; private set; }

    protected byte Last => _buffer.WrittenCount > 0 ? _buffer.WrittenSpan[^1] : _last;

    public void Advance(int count)
    {
        _buffer.Advance(count);
        Lines += _buffer.WrittenSpan[^count..].Count((byte)'\n');
    }

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

    /// <summary>From now on nothing is held back that may be the beginning of a secret.</summary>
    public void Complete() => _isComplete = true;

    public void Flush()
    {
        if (_buffer.WrittenCount == 0 && !_isComplete)
        {
            return;
        }

        Try(() => stream.Write(Masked(_buffer.WrittenSpan)));
        _last = Last;
        _buffer.ResetWrittenCount();
    }

    /// <summary>Writes in another way, unless writing has failed already.</summary>
    /// <param name="write">Writes.</param>
    /// <param name="always">True for what has to be done in any case.</param>
    protected void Try(Action write, bool always = false)
    {
        try
        {
            if (!_isBroken || always)
            {
                write();
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Problem = _isBroken ? Problem : Fail(wrong);
            _isBroken = true;
        }
    }

    /// <summary>Called once, when writing has failed. Gives the problem; null when it is none, since nobody wants to read any more.</summary>
    protected virtual string? Fail(Exception wrong) => SystemReason.Of(wrong);

    private ReadOnlySpan<byte> Masked(ReadOnlySpan<byte> bytes) =>
        masks && SecretValues.OfProgram is { IsEmpty: false } secrets ? (_masked ??= new(secrets)).Add(bytes, _isComplete) : bytes;

    private void FlushIfFull()
    {
        if (_buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }
}
