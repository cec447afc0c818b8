using Dagrs.Core.Model;

namespace Dagrs.Core.State.Cache;

/// <summary>
/// The exact output of one attempt of a task: each stream separately, and the order in which their pieces arrived. Large streams go to temporary files.
/// If those cannot be written, the log is incomplete and records nothing more. Thread-safe.
/// </summary>
/// <param name="isOutputApart">True when standard output is captured separately.</param>
/// <param name="newFile">Makes the path of a temporary file.</param>
internal sealed class TaskLog(bool isOutputApart, Func<string> newFile) : IDisposable
{
    /// <summary>The number of streams.</summary>
    public const int Streams = 1 + (int)OutputChannel.Error;

    private const int MostPieces = 20_000; // whose order is kept; after that, one piece per stream

    private readonly Lock _gate = new();
    private readonly HeardStream?[] _streams = new HeardStream?[Streams];
    private readonly List<LogPiece> _order = [];

    /// <summary>True when standard output is a stream of its own, so that other tasks can receive it.</summary>
    public bool IsOutputApart { get; } = isOutputApart;

    /// <summary>False when part of it could not be kept.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The order in which the pieces of the streams arrived.</summary>
    public IReadOnlyList<LogPiece> Order => _order;

    /// <summary>A stream; null: nothing was written to it. Not to be called while the task runs.</summary>
    public HeardStream? StreamOf(int channel) => _streams[channel];

    /// <summary>Records what the task has just written.</summary>
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

    /// <summary>Discards everything, because another attempt begins.</summary>
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
