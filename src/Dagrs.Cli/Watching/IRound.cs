using Dagrs.Core.Events;
using Dagrs.Core.Scheduling;
using Dagrs.Core.State;
using Dagrs.Core.State.Runs;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Cli.Watching;

/// <summary>One round of a watch, as seen by the run.</summary>
internal interface IRound
{
    /// <summary>True for the first round.</summary>
    bool IsFirst { get; }

    /// <summary>Where the round is stored.</summary>
    OwnRun Remembered { get; }

    /// <summary>The services that live across rounds.</summary>
    ServicePool Kept { get; }

    /// <summary>The memory of the round.</summary>
    /// <param name="inner">The memory of all runs of the file.</param>
    /// <param name="handed">What its tasks hand over.</param>
    /// <param name="journal">Where that is stored.</param>
    ITaskMemory MemoryOver(ITaskMemory inner, Handovers handed, Journal journal);

    /// <summary>The round begins.</summary>
    void Begin(Scheduler run);

    /// <summary>The round is over.</summary>
    void End(RunReport report);
}
