using System.Buffers;

namespace Dagrs.Core.Events.Recording;

/// <summary>
/// Collects whole lines and passes them to a stream, which several runs may share. If the stream throws, the exception is kept and nothing more is
/// written. Not thread-safe.
/// </summary>
/// <param name="target">The stream; it stays open.</param>
internal sealed class LineBuffer(Stream target) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>The exception of the stream; null when all is well.</summary>
    public Exception? Failure { get; private set; }

    public void Advance(int count) => _lines.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => _lines.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _lines.GetSpan(sizeHint);

    /// <summary>Passes on the collected lines.</summary>
    public void Flush()
    {
        if (_lines.WrittenCount > 0 && Failure is null)
        {
            try
            {
                lock (target)
                {
                    target.Write(_lines.WrittenSpan);
                    target.Flush();
                }
            }
            catch (Exception wrong)
            {
                Failure = wrong;
            }
        }

        _lines.ResetWrittenCount();
    }
}
