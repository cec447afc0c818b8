using System.Buffers;

namespace Dagrs.Core.State.Records;

/// <summary>
/// Merges several files of records into one. Records without additions are copied as they stand; damaged lines and expired records are dropped.
/// </summary>
/// <param name="main">The merged file so far.</param>
/// <param name="additions">The additions of runs, in their order.</param>
/// <param name="last">The latest additions, by task.</param>
/// <param name="line">Serialises records.</param>
/// <param name="absence">Expires records without a task.</param>
internal sealed class RecordMerging(RecordFile main, List<RecordFile> additions, Dictionary<string, TaskRecord> last, TaskRecordLine line, RecordAbsence absence)
{
    private const int PieceSize = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _piece = new(2 * PieceSize);

    /// <summary>Writes the merged file.</summary>
    public void WriteTo(Stream file)
    {
        foreach (var task in main.Tasks)
        {
            Write(task);
            HandOn(file, PieceSize);
        }

        for (var i = 0; i < additions.Count; i++)
        {
            foreach (var task in additions[i].Tasks)
            {
                if (!main.Has(task) && !additions[..i].Exists(earlier => earlier.Has(task)))
                {
                    Write(task);
                    HandOn(file, PieceSize);
                }
            }
        }

        foreach (var task in last.Keys)
        {
            if (!main.Has(task) && !additions.Exists(addition => addition.Has(task)))
            {
                Write(task);
                HandOn(file, PieceSize);
            }
        }

        HandOn(file, 1);
    }

    private void Write(string task)
    {
        if (!last.TryGetValue(task, out var added) && !additions.Exists(addition => addition.IsDamaged || addition.Has(task)) && main.LineOf(task) is { IsEmpty: false } same
            && absence.IsMet(task) && !TaskRecordLine.SaysMissed(same))
        {
            _piece.Write(same);
            _piece.Write("\n"u8);
            return;
        }

        var record = main.Over(null, task);
        foreach (var addition in additions)
        {
            record = addition.Over(record, task);
        }

        record = added?.Over(record) ?? record;
        if (record is not null && absence.Of(record) is { } kept)
        {
            line.Write(_piece, kept);
        }
    }

    private void HandOn(Stream file, int least)
    {
        if (_piece.WrittenCount >= least)
        {
            file.Write(_piece.WrittenSpan);
            _piece.ResetWrittenCount();
        }
    }
}
