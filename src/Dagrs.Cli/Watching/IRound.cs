using Dagrs.Core.Events;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.State.Runs;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Cli.Watching;

/// <summary>What a run that is one round of a watch has to do with the watch.</summary>
internal interface IRound
{
    /// <summary>True for the first round.</summary>
    bool IsFirst { get; }

    /// <summary>Where the round is remembered.</summary>
    OwnRun Remembered { get; }

    /// <summary>The services that live across rounds.</summary>
    ServicePool Kept { get; }

    /// <summary>The memory of the round.</summary>
    /// <param name="inner">What all runs of the file remember.</param>
    /// <param name="handed">What its tasks hand over.</param>
    /// <param name="journal">Where what they hand over is kept.</param>
    ITaskMemory MemoryOver(ITaskMemory inner, Handovers handed, Journal journal);

    /// <summary>The round begins.</summary>
    void Begin(Scheduler run);

    /// <summary>The round is over.</summary>
    void End(RunReport report);
}
