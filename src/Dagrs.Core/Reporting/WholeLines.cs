using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>
/// Assembles whole lines from the pieces of one task's output, each channel separately, so that one never splits a line of another.
/// Of a line that is overwritten after <c>\r</c> only the final text is kept.
/// </summary>
/// <param name="take">
/// Receives one or more whole lines, each with its line end. A very long line comes in several consecutive calls.
/// </param>
/// <param name="spill">Where a very long line waits for its end; null: its middle is dropped.</param>
/// <param name="writer">The writer behind <paramref name="take"/>, if it can show a line in two parts; null: there is none.</param>
internal sealed class WholeLines(WholeLines.Take take, SpillFile? spill = null, LineWriter? writer = null)
{
    private readonly LineRest?[] _rests = new LineRest?[3]; // by channel

    public delegate void Take(ReadOnlySpan<byte> lines);

    /// <summary>True when there is an incomplete line that can be shown and was not.</summary>
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

    /// <summary>Ends all incomplete lines, because nothing more comes for now.</summary>
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

    /// <summary>Shows each incomplete line as a line of its own; the rest of it will be another line.</summary>
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
