using System.Text;

namespace Dagrs.Core.Yaml;

/// <summary>Feeds text to the scanner and stops when a single value grows too long. It does not know YAML.</summary>
internal sealed class BoundedReader(ReadOnlyMemory<byte> utf8) : TextReader
{
    public const int LongestValue = 4 * 1024 * 1024;

    private const int LargestBuffer = 64 * 1024;

    private readonly StreamReader _text = new(
        AsStream(utf8), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, bufferSize: Math.Clamp(utf8.Length, 1, LargestBuffer));

    private int _sinceMark;

    /// <summary>True when some characters are replaced (<see cref="StandIns"/>), so that texts must be restored.</summary>
    public bool HasStandIns { get; } = StandIns.AreNeededFor(utf8.Span);

    /// <summary>Marks the end of a value: the next one may be as long again.</summary>
    public void Mark() => _sinceMark = 0;

    public override int Peek() => Hide(_text.Peek());

    public override int Read()
    {
        Count(1);
        return Hide(_text.Read());
    }

    public override int Read(char[] buffer, int index, int count)
    {
        var read = _text.Read(buffer, index, count);
        Count(read);
        if (HasStandIns)
        {
            StandIns.Hide(buffer.AsSpan(index, read));
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Hide(int character) => HasStandIns && character >= 0 ? StandIns.Hide((char)character) : character;

    private void Count(int read)
    {
        _sinceMark += read;
        if (_sinceMark > LongestValue)
        {
            throw new ValueTooLongException();
        }
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>One value is longer than <see cref="LongestValue"/> characters.</summary>
    internal sealed class ValueTooLongException : Exception;
}
