namespace Dagrs.Core.Reporting;

/// <summary>An incomplete line. A very long one is spilled to a file, or loses its middle.</summary>
/// <param name="spill">The file; null: the middle is dropped.</param>
internal sealed class LineRest(SpillFile? spill)
{
    private const int MostInMemory = 256 * 1024;
    private const int Ends = 32 * 1024; // bytes kept of the start and of the end of a line that loses its middle

    private byte[] _bytes = [];
    private int _count;
    private SpillBuffer? _spilled;

    /// <summary>True when part of a line has arrived, so that the next line end belongs to it.</summary>
    public bool IsOpen => _count > 0 || _spilled is not null || WasShown;

    /// <summary>True when the start of this line was shown as a line of its own.</summary>
    public bool WasShown { get; private set; }

    /// <summary>True when there is text to show.</summary>
    public bool HasText => _spilled is not null || Bytes.ContainsAnyExcept((byte)'\r');

    /// <summary>The line so far, or its last part when it is very long.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        // Text after a carriage return overwrites the text before it.
        var isRewritten = _count > 0 && _bytes[_count - 1] == '\r' && bytes.ContainsAnyExcept((byte)'\r');
        if (bytes.TrimEnd((byte)'\r').LastIndexOf((byte)'\r') is >= 0 and var start)
        {
            bytes = bytes[(start + 1)..];
            isRewritten = true;
        }

        if (isRewritten)
        {
            Clear();
        }

        if (_count + bytes.Length > MostInMemory)
        {
            MakeRoom();
        }

        Append(bytes);
    }

    /// <summary>Ends the line: passes it on and clears it.</summary>
    public void End(WholeLines.Take take)
    {
        // After text that was shown already no empty line is needed.
        if (HasText || !WasShown)
        {
            Give(take);
        }

        WasShown = false;
        Clear();
    }

    /// <summary>Passes on what there is as a line of its own, and clears it.</summary>
    public void Show(WholeLines.Take take)
    {
        Give(take);
        WasShown = true;
        Clear();
    }

    private void Give(WholeLines.Take take)
    {
        _spilled?.CopyTo(take);
        Append("\n"u8);
        take(Bytes);
    }

    private void MakeRoom()
    {
        if (spill is null)
        {
            if (_count > 2 * Ends)
            {
                _bytes.AsSpan(_count - Ends, Ends).CopyTo(_bytes.AsSpan(Ends));
                _count = 2 * Ends;
            }

            return;
        }

        _spilled ??= new(spill);
        _spilled.Add(Bytes);
        _count = 0;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_count + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_count + bytes.Length, Math.Min(MostInMemory + 1, _bytes.Length * 2)));
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    private void Clear()
    {
        _spilled?.Dispose();
        _spilled = null;
        _count = 0;
        if (_bytes.Length > 4096)
        {
            _bytes = [];
        }
    }
}
