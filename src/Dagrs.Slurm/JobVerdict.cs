using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>The decision about a job. A closed family. Immutable.</summary>
internal abstract record JobVerdict
{
    private JobVerdict()
    {
    }

    /// <summary>Nothing yet.</summary>
    public static JobVerdict Wait { get; } = new Waits();

    /// <summary>It is running, or may be.</summary>
    public sealed record Waits : JobVerdict;

    /// <summary>It has ended, and its own record says how.</summary>
    /// <param name="Record">The record.</param>
    public sealed record Recorded(ExitRecord Record) : JobVerdict;

    /// <summary>It has ended without a record that explains how.</summary>
    /// <param name="Outcome">The outcome.</param>
    public sealed record Ended(Outcome Outcome) : JobVerdict;

    /// <summary>Slurm has lost or removed it: another job may do its work.</summary>
    /// <param name="How">In Slurm's words.</param>
    public sealed record Lost(string How) : JobVerdict;
}
