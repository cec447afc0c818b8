namespace Dagrs.Core.Events.Recording;

/// <summary>The few numbers that tell where the time of a run went; shown in every report.</summary>
/// <param name="Wall">How long it took.</param>
/// <param name="Work">The total time of its tasks, without services.</param>
/// <param name="Busy">The used share of the time of all slots, 0 to 1.</param>
/// <param name="Critical">The total time of the tasks on the critical path.</param>
/// <param name="CriticalShare">The same as a share of the run's time, 0 to 1.</param>
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
