namespace Dagrs.Core.Events.Recording;

/// <summary>The few numbers that tell where the time of a run went; every report shows these.</summary>
/// <param name="Wall">How long it took.</param>
/// <param name="Work">How long its tasks took, added up, without services.</param>
/// <param name="Busy">Which part of all slots' time was used, 0 to 1.</param>
/// <param name="Critical">How long the tasks of the critical path took, added up.</param>
/// <param name="CriticalShare">That as a part of the run's time, 0 to 1.</param>
internal sealed record RunFigures(TimeSpan Wall, TimeSpan Work, double Busy, TimeSpan Critical, double CriticalShare)
{
    public static RunFigures Of(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (work, held, critical) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        foreach (var task in run.Tasks)
        {
            work += task.IsService ? TimeSpan.Zero : task.Duration;
            held += task.Slot is null ? TimeSpan.Zero : task.Duration;
        }

        foreach (var place in run.CriticalPath)
        {
            critical += run.Tasks[place].DurationForOthers;
        }

        return new(run.Duration, work, Share(held, run.Duration * Math.Max(1, run.Jobs)), critical, Share(critical, run.Duration));
    }

    private static double Share(TimeSpan part, TimeSpan whole) => whole > TimeSpan.Zero ? Math.Clamp(part / whole, 0, 1) : 0;
}
