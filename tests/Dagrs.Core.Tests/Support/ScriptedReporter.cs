using Dagrs.Core.Events;

namespace Dagrs.Core.Tests.Support;

/// <summary>Does what a function says with each event.</summary>
internal sealed class ScriptedReporter(Action<RunEvent> report) : IReporter
{
    public void Report(RunEvent happened) => report(happened);
}
