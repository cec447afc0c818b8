using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dagrs.Core.Reporting;

/// <summary>Buffers one output that cannot be shown yet: a little in memory, the rest in the shared spill file.</summary>
/// <param name="file">The file.</param>
/// <param name="mostInMemory">The most bytes in memory.</param>
internal sealed class SpillBuffer(SpillFile file, int mostInMemory = SpillBuffer.MostInMemory) : IDisposable
{
    public const int MostInMemory = 256 * 1024;

    private readonly ArrayBufferWriter<byte> _memory = new();
    private readonly List<long> _blocks = [];
    private int _filled; // bytes of the last block
    private long _lost;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_blocks.Count == 0 && _lost == 0 && _memory.WrittenCount + bytes.Length <= mostInMemory && file.TryReserve(bytes.Length))
        {
            _memory.Write(bytes);
            return;
        }

        try
        {
            Spill(ref bytes);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            _lost += bytes.Length;
        }
    }

    /// <summary>
    /// Passes on everything in order, lines cut anywhere. What did not fit on the disk is counted as lost and reported in a line at the end.
    /// </summary>
    public void CopyTo(WholeLines.Take take)
    {
        take(_memory.WrittenSpan);
        byte last = _memory.WrittenCount > 0 ? _memory.WrittenSpan[^1] : (byte)'\n';
        var buffer = _blocks.Count == 0 ? [] : new byte[SpillFile.BlockSize];
        for (var i = 0; i < _blocks.Count; i++)
        {
            var block = buffer.AsSpan(0, i < _blocks.Count - 1 ? SpillFile.BlockSize : _filled);
            file.Read(_blocks[i], block);
            take(block);
            last = block[^1];
        }

        if (_lost > 0)
        {
            file.LostBytes += _lost;
            take(last == '\n' ? default : "\n"u8);
            take(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"dagrs: {_lost} bytes of this output are lost: no room for it in {Path.GetTempPath()}\n")));
        }
    }

    public void Dispose()
    {
        file.Unreserve(_memory.WrittenCount);
        file.Release(_blocks);
    }

    private void Spill(ref ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_blocks.Count == 0 || _filled == SpillFile.BlockSize)
            {
                _blocks.Add(file.TakeBlock());
                _filled = 0;
            }

            var part = bytes[..Math.Min(bytes.Length, SpillFile.BlockSize - _filled)];
            file.Write(_blocks[^1] + _filled, part);
            _filled += part.Length;
            bytes = bytes[part.Length..];
        }
    }
}
