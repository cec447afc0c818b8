using System.Buffers;
using Blake3;

namespace Dagrs.Core.State.Runs;

/// <summary>
/// Collects lines with their checksums in one buffer and flushes it when it is full, even within a line, so that memory is bounded whatever the length of
/// a line. It does not know where the lines go. Not thread-safe.
/// </summary>
/// <param name="handOn">Receives the buffered bytes.</param>
internal sealed class JournalBuffer(Action<ReadOnlySpan<byte>> handOn) : IBufferWriter<byte>, IDisposable
{
    private const int Size = 32 * 1024;
    private const int LeastPiece = 256;

    private byte[] _bytes = new byte[Size];
    private int _count;
    private int _lineStart; // of the buffered part of the current line
    private Hasher? _gone; // has hashed the flushed part of that line; null: all of it is buffered

    /// <inheritdoc/>
    public void Advance(int count) => _count += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(_count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(_count);
    }

    /// <summary>Ends an open object and its line.</summary>
    public void EndLine()
    {
        if (_gone is null)
        {
            JournalLine.End(this, _bytes.AsSpan(_lineStart.._count));
        }
        else
        {
            _gone.Update(_bytes.AsSpan(_lineStart.._count));
            JournalLine.End(this, _gone);
        }

        _gone?.Dispose();
        (_gone, _lineStart) = (null, _count);
    }

    /// <summary>Flushes what is buffered.</summary>
    public void Flush()
    {
        if (_count == 0)
        {
            return;
        }

        if (_lineStart < _count)
        {
            (_gone ??= Hasher.New()).Update(_bytes.AsSpan(_lineStart.._count));
        }

        handOn(_bytes.AsSpan(0, _count));
        _lineStart = _count = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _gone?.Dispose();

    private void MakeRoom(int sizeHint)
    {
        var needed = Math.Max(sizeHint, LeastPiece);
        if (_bytes.Length - _count >= needed)
        {
            return;
        }

        Flush();
        if (_bytes.Length < needed)
        {
            _bytes = new byte[needed];
        }
    }
}
