namespace Dagrs.Core.Events.Recording;

/// <summary>How much output is kept of all tasks of a run together. Half of it is reserved for failures. Not thread-safe.</summary>
/// <param name="most">Bytes; 0: no output is kept.</param>
/// <param name="mostOfOthers">Bytes of one task that did not fail.</param>
internal sealed class OutputBudget(long most, int mostOfOthers = OutputBudget.MostOfOthers)
{
    /// <summary>The limit of a report.</summary>
    public const long OfReports = 64 * 1024 * 1024;

    /// <summary>What a report keeps of a task that did not fail.</summary>
    public const int MostOfOthers = 4 * 1024;

    private long _kept;

    /// <summary>False when nothing is kept, so that nothing need be collected.</summary>
    public bool IsOpen => most > 0;

    /// <summary>The tail of an output; null: there is none.</summary>
    /// <param name="output">What was written; null: nothing.</param>
    /// <param name="isFailure">True when it shows why something failed.</param>
    public RecordedOutput? Take(KeptOutput? output, bool isFailure)
    {
        var room = Math.Max(0, (isFailure ? most : most / 2) - _kept);
        var end = output?.End((int)Math.Min(room, isFailure ? KeptOutput.Most : mostOfOthers));
        _kept += end?.Bytes.Length ?? 0;
        return end;
    }
}
