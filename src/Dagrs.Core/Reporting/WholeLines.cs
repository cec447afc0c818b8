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
internal sealed class WholeLines(WholeLines.Take take, SpillFile? spill = null)
{
    private readonly LineRest?[] _rests = new LineRest?[3]; // by channel

    public delegate void Take(ReadOnlySpan<byte> lines);

    /// <summary>True when part of a line has come and was not shown.</summary>
    public bool HasRest => _rests[0]?.HasText == true || _rests[1]?.HasText == true || _rests[2]?.HasText == true;

    public void Add(OutputChannel channel, ReadOnlySpan<byte> bytes)
    {
        var rest = _rests[(int)channel] ??= new(spill);
        if (rest.IsOpen && bytes.IndexOf((byte)'\n') is >= 0 and var first)
        {
            rest.Add(bytes[..first]);
            rest.End(take);
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
                rest.End(take);
            }
        }
    }

    /// <summary>Gives what has no line end yet as a line of its own; the rest of that line will be another.</summary>
    public void Show()
    {
        foreach (var rest in _rests)
        {
            if (rest is { HasText: true })
            {
                rest.Show(take);
            }
        }
    }
}
