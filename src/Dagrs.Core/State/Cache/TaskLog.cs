using Dagrs.Core.Model;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// What an attempt of a task writes, exactly: each stream by itself, and in which order their pieces came. What is large goes to files aside. Where these cannot be written
/// it is not whole, and nothing more is kept. Thread-safe.
/// </summary>
/// <param name="isOutputApart">True when standard output comes by itself.</param>
/// <param name="newFile">Makes the path of a file aside.</param>
internal sealed class TaskLog(bool isOutputApart, Func<string> newFile) : IDisposable
{
    /// <summary>How many streams there are.</summary>
    public const int Streams = 1 + (int)OutputChannel.Error;

    private const int MostPieces = 20_000; // of which the order is kept; what follows counts as one piece a stream

    private readonly Lock _gate = new();
    private readonly HeardStream?[] _streams = new HeardStream?[Streams];
    private readonly List<LogPiece> _order = [];

    /// <summary>True when standard output is one of the streams, so that others can be given it.</summary>
    public bool IsOutputApart { get; } = isOutputApart;

    /// <summary>False when something of it could not be kept.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>In which order the pieces of the streams came.</summary>
    public IReadOnlyList<LogPiece> Order => _order;

    /// <summary>A stream; null: nothing was written there. Not while the task runs.</summary>
    public HeardStream? StreamOf(int channel) => _streams[channel];

    /// <summary>The task has written this.</summary>
    public void Write(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (!IsWhole || bytes.IsEmpty)
            {
                return;
            }

            try
            {
                (_streams[(int)channel] ??= new(newFile)).Write(bytes);
                AddPiece(channel, bytes.Length);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                IsWhole = false;
            }
        }
    }

    /// <summary>Another attempt begins: what was written counts no more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Dispose();
            _order.Clear();
            IsWhole = true;
        }
    }

    public void Dispose()
    {
        for (var channel = 0; channel < Streams; channel++)
        {
            _streams[channel]?.Dispose();
            _streams[channel] = null;
        }
    }

    private void AddPiece(OutputChannel channel, int length)
    {
        var at = _order.Count - 1;
        if (_order.Count >= MostPieces)
        {
            at = _order.FindLastIndex(piece => piece.Channel == channel);
        }
        else if (at >= 0 && _order[at].Channel != channel)
        {
            at = -1;
        }

        if (at < 0)
        {
            _order.Add(new(channel, length));
        }
        else
        {
            _order[at] = _order[at] with { Length = _order[at].Length + length };
        }
    }
}
