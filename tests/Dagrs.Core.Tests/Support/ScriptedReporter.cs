using Dagrs.Core.Events;

namespace Dagrs.Core.Tests.Support;

/// <summary>Does what a function says with each event.</summary>
internal sealed class ScriptedReporter(Action<RunEvent> report) : IReporter
{
    /// <summary>True by default: most that are scripted wait for something.</summary>
    public bool WantsPauses { get; init; } = true;

    public void Report(RunEvent happened) => report(happened);
}
