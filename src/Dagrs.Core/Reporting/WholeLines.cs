using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Makes whole lines of the pieces in which one task's output comes, each channel by itself, so that none tears the line of another.</summary>
/// <param name="take">Gets one or more whole lines, each with its line end.</param>
internal sealed class WholeLines(WholeLines.Take take)
{
    /// <summary>A longer line is cut into lines of about this many bytes, so that memory stays bounded.</summary>
    public const int LongestLine = 256 * 1024;

    private readonly Rest?[] _rests = new Rest?[3]; // by channel

    public delegate void Take(ReadOnlySpan<byte> lines);

    public void Add(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        var rest = _rests[(int)channel] ??= new();
        if (rest.Count > 0 && bytes.IndexOf((byte)'\n') is >= 0 and var first)
        {
            Keep(rest, bytes[..first]);
            End(rest);
            bytes = bytes[(first + 1)..];
        }

        if (rest.Count == 0 && bytes.LastIndexOf((byte)'\n') is >= 0 and var last)
        {
            take(bytes[..(last + 1)]);
            bytes = bytes[(last + 1)..];
        }

        Keep(rest, bytes);
    }

    /// <summary>Nothing more comes for now: what has no line end yet gets one.</summary>
    public void End()
    {
        foreach (var rest in _rests)
        {
            if (rest is { Count: > 0 })
            {
                End(rest);
            }
        }
    }

    private void Keep(Rest rest, ReadOnlySpan<byte> bytes)
    {
        while (rest.Count + bytes.Length > LongestLine)
        {
            var room = LongestLine - rest.Count;
            rest.Add(bytes[..room]);
            bytes = bytes[room..];
            var cut = rest.Bytes[CharacterEnd(rest.Bytes)..].ToArray();
            rest.Count -= cut.Length;
            End(rest);
            rest.Add(cut);
        }

        rest.Add(bytes);
    }

    private void End(Rest rest)
    {
        rest.Add("\n"u8);
        take(rest.Bytes);
        rest.Clear();
    }

    // Where the last character begins if it may go on; the end otherwise. A UTF-8 character has at most three bytes after its first.
    private static int CharacterEnd(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= 3; back++)
        {
            var b = text[^back];
            if (b >= 0xc0)
            {
                return text.Length - back;
            }

            if (b < 0x80)
            {
                break;
            }
        }

        return text.Length;
    }

    /// <summary>The beginning of a line whose end has not come yet.</summary>
    private sealed class Rest
    {
        private byte[] _bytes = [];

        public int Count { get; set; }

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Count);

        public void Add(ReadOnlySpan<byte> bytes)
        {
            if (Count + bytes.Length > _bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Max(Count + bytes.Length, Math.Min(LongestLine + 1, _bytes.Length * 2)));
            }

            bytes.CopyTo(_bytes.AsSpan(Count));
            Count += bytes.Length;
        }

        public void Clear()
        {
            Count = 0;
            if (_bytes.Length > 4096)
            {
                _bytes = [];
            }
        }
    }
}
