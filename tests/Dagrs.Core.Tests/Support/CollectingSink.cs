using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Support;

/// <summary>Keeps what a command writes. Thread-safe.</summary>
internal sealed class CollectingSink : IOutputSink
{
    private readonly Lock _gate = new();
    private readonly List<(OutputChannel Channel, byte[] Bytes)> _pieces = [];
    private readonly List<string> _warnings = [];
    private readonly TaskCompletionSource _firstPiece = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the command has written something.</summary>
    public Task HasWritten => _firstPiece.Task;

    /// <summary>Called before a piece is taken: makes the command's writer wait.</summary>
    public Action? BeforeWrite { get; init; }

    public IReadOnlyList<string> Warnings => _warnings;

    public string Text => Encoding.UTF8.GetString(Bytes());

    public byte[] Bytes(OutputChannel? channel = null)
    {
        lock (_gate)
        {
            return [.. _pieces.Where(piece => channel is null || piece.Channel == channel).SelectMany(piece => piece.Bytes)];
        }
    }

    public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes)
    {
        BeforeWrite?.Invoke();
        lock (_gate)
        {
            _pieces.Add((stream, bytes.ToArray()));
        }

        _firstPiece.TrySetResult();
    }

    public void Warn(string message)
    {
        lock (_gate)
        {
            _warnings.Add(message);
        }
    }
}
