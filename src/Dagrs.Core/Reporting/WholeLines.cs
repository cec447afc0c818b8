using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>
/// Makes whole lines of the pieces in which one task's output comes, each channel by itself, so that none tears the line of another.
/// Of a line that is rewritten behind <c>\r</c> only the last state is kept.
/// </summary>
/// <param name="take">
/// Gets one or more whole lines, each with its line end. A very long line comes in several calls, one right after the other.
/// </param>
/// <param name="spill">Where a very long line waits for its end; null: its middle is not wanted.</param>
/// <param name="writer">Who is behind <paramref name="take"/> and can show a line in two; null: nobody.</param>
internal sealed class WholeLines(WholeLines.Take take, SpillFile? spill = null, LineWriter? writer = null)
{
    private readonly LineRest?[] _rests = new LineRest?[3]; // by channel

    public delegate void Take(ReadOnlySpan<byte> lines);

    /// <summary>True when part of a line has come that can be shown and was not.</summary>
    public bool HasRest => CanShow(_rests[0]) || CanShow(_rests[1]) || CanShow(_rests[2]);

    public void Add(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        var rest = _rests[(int)channel] ??= new(spill);
        if (rest.IsOpen && bytes.IndexOf((byte)'\n') is >= 0 and var first)
        {
            rest.Add(bytes[..first]);
            End(rest);
            bytes = bytes[(first + 1)..];
        }

        if (!rest.IsOpen && bytes.LastIndexOf((byte)'\n') is >= 0 and var last)
        {
            take(bytes[..(last + 1)]);
            bytes = bytes[(last + 1)..];
        }

        rest.Add(bytes);
    }

    /// <summary>Nothing more comes for now: what has no line end yet gets one.</summary>
    public void End()
    {
        foreach (var rest in _rests)
        {
            if (rest is { IsOpen: true })
            {
                End(rest);
            }
        }
    }

    /// <summary>Gives what has no line end yet as a line of its own; the rest of that line will be another.</summary>
    public void Show()
    {
        foreach (var rest in _rests)
        {
            if (CanShow(rest))
            {
                rest!.Show(take);
            }
        }
    }

    private void End(LineRest rest) => rest.End(rest.WasShown && writer is not null ? writer.WriteRest : take);

    private bool CanShow(LineRest? rest) => rest is { HasText: true } && writer is not null && writer.CanShowHalf(rest.Bytes);
}
