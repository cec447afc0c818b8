namespace Dagrs.Core.Reporting;

/// <summary>The beginning of a line whose end has not come yet.</summary>
internal sealed class LineBuffer
{
    /// <summary>A longer line is cut into pieces of this many bytes, so that memory stays bounded.</summary>
    public const int LongestLine = 1024 * 1024;

    private byte[] _bytes = [];
    private int _count;

    public bool IsEmpty => _count == 0;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    /// <summary>Takes as much as fits.</summary>
    /// <returns>How many bytes were taken; fewer than given when the line is as long as it may be.</returns>
    public int Add(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, LongestLine - _count);
        if (_count + taken > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_count + taken, Math.Min(LongestLine, _bytes.Length * 2)));
        }

        bytes[..taken].CopyTo(_bytes.AsSpan(_count));
        _count += taken;
        return taken;
    }

    public void Clear()
    {
        _count = 0;
        if (_bytes.Length > 4096)
        {
            _bytes = [];
        }
    }
}
