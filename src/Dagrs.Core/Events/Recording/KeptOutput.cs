namespace Dagrs.Core.Events.Recording;

/// <summary>The tail of what one attempt of a task wrote, limited in size. Not thread-safe.</summary>
internal sealed class KeptOutput
{
    /// <summary>The limit in bytes.</summary>
    public const int Most = 64 * 1024;

    private const int FirstSize = 256;

    private byte[] _bytes = [];
    private int _count;
    private long _leftOut;

    /// <summary>Adds output.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= Most)
        {
            _leftOut += _count + bytes.Length - Most;
            _count = 0;
            bytes = bytes[^Most..];
        }

        if (_count + bytes.Length > _bytes.Length)
        {
            MakeRoom(bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>Records a gap of unknown bytes: what was written before does not directly precede what follows.</summary>
    /// <param name="length">How many bytes are unknown.</param>
    public void LeaveOut(long length)
    {
        if (length > 0)
        {
            _leftOut += _count + length;
            _count = 0;
        }
    }

    /// <summary>The tail, starting at a whole character; null: nothing was written.</summary>
    /// <param name="most">Its limit in bytes.</param>
    public RecordedOutput? End(int most)
    {
        if (_count == 0)
        {
            return null;
        }

        var start = _count - Math.Min(most, Math.Min(Most, _count));
        if (_leftOut + start > 0)
        {
            start += CutCharacter.LengthAtStart(_bytes.AsSpan(start.._count));
        }

        return new(_bytes.AsSpan(start.._count).ToArray(), _leftOut + start);
    }

    // Twice the limit, so that the tail is rarely moved to the start.
    private void MakeRoom(int length)
    {
        if (_count + length <= 2 * Most)
        {
            Array.Resize(ref _bytes, Math.Min(2 * Most, Math.Max(_count + length, Math.Max(FirstSize, 2 * _bytes.Length))));
            return;
        }

        if (_bytes.Length < 2 * Most)
        {
            Array.Resize(ref _bytes, 2 * Most);
        }

        var kept = Math.Min(_count, Most);
        _bytes.AsSpan(_count - kept, kept).CopyTo(_bytes);
        _leftOut += _count - kept;
        _count = kept;
    }
}
