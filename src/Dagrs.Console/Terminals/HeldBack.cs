using Dagrs.Core.Reporting;

namespace Dagrs.Console.Terminals;

/// <summary>
/// Holds back what dagrs writes while a task has the terminal: a little in memory, more in an unlinked file. It is written in order afterwards, including
/// errors. It knows no task. Thread-safe.
/// </summary>
/// <param name="stream">Where it is written.</param>
internal sealed class HeldBack(Stream stream) : WriteOnlyStream
{
    private const int MostInMemory = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<(long At, string Text)> _complaints = [];
    private SpillFile? _file;
    private SpillBuffer? _held; // null: nothing is held back
    private long _length;

    /// <summary>True while output is held back.</summary>
    public bool IsHeld => Volatile.Read(ref _held) is not null;

    /// <summary>How many bytes were lost for lack of space.</summary>
    public long LostBytes => _file?.LostBytes ?? 0;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            if (_held is null)
            {
                stream.Write(buffer);
            }
            else if (!buffer.IsEmpty)
            {
                _held.Add(buffer);
                _length += buffer.Length;
            }
        }
    }

    /// <summary>Holds output back from now on.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            _held ??= new(_file ??= new(), MostInMemory);
            StandardError.Held = this;
        }
    }

    /// <summary>Queues an error message in its place. False: nothing is held back.</summary>
    public bool TryHold(string complaint)
    {
        lock (_gate)
        {
            if (_held is null)
            {
                return false;
            }

            _complaints.Add((_length, complaint));
            return true;
        }
    }

    /// <summary>Writes everything that was held back; afterwards nothing is held back any more, even if writing failed.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Release()
    {
        lock (_gate)
        {
            if (_held is not { } held)
            {
                return;
            }

            StandardError.Held = null;
            _held = null;
            try
            {
                var (position, next) = (0L, 0);
                held.CopyTo(bytes =>
                {
                    for (; next < _complaints.Count && _complaints[next].At < position + bytes.Length; next++)
                    {
                        var before = (int)(_complaints[next].At - position);
                        stream.Write(bytes[..before]);
                        StandardError.Write(_complaints[next].Text);
                        bytes = bytes[before..];
                        position += before;
                    }

                    stream.Write(bytes);
                    position += bytes.Length;
                });
                _complaints.RemoveRange(0, next);
            }
            finally
            {
                held.Dispose();
                _complaints.ForEach(complaint => StandardError.Write(complaint.Text));
                _complaints.Clear();
                _length = 0;
            }
        }
    }
}
