using System.Buffers;
using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Console.Terminals;

/// <summary>
/// Buffers what is written and flushes on request or when the buffer is full. The first error is kept, not thrown; later writes are dropped. Secrets that
/// have got this far, in our own words or across two streams, are masked. Not thread-safe: it belongs to the thread of the reporters.
/// </summary>
/// <param name="stream">Where it is flushed to.</param>
/// <param name="masks">False where secrets have been masked before.</param>
internal abstract class GatheredOutput(Stream stream, bool masks = true) : IBufferWriter<byte>
{
    private const int FirstSize = 4 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(FirstSize);
    private byte _last = (byte)'\n';
    private MaskedStream? _masked;
    private bool _isBroken;
    private bool _isComplete;

    /// <summary>Why output was lost that somebody wants; null: none was.</summary>
    public string? Problem { get; private set; }

    /// <summary>True when the buffer is not empty.</summary>
    public bool HasUnwritten => _buffer.WrittenCount > 0;

    /// <summary>The size in bytes at which the buffer is flushed without a request.</summary>
    protected virtual int FlushAt => 64 * 1024;

    /// <summary>The number of lines written.</summary>
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

    /// <summary>From now on no possible start of a secret is held back.</summary>
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

    /// <summary>Runs another write, unless writing has failed already.</summary>
    /// <param name="write">Writes.</param>
    /// <param name="always">True to run it even after a failure.</param>
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

    /// <summary>Called once, when writing has failed. Returns the problem; null when it is none, since nobody reads any more.</summary>
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
