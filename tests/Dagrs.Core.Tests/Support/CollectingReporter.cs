using Dagrs.Core.Events;

namespace Dagrs.Core.Tests.Support;

/// <summary>Keeps every event but the pauses, in the order given. To be read after the run.</summary>
internal sealed class CollectingReporter : IReporter
{
    private readonly List<RunEvent> _events = [];

    public IReadOnlyList<RunEvent> Events => _events;

    public void Report(RunEvent happened)
    {
        if (happened is not RunEvent.Pause)
        {
            _events.Add(happened);
        }
    }
}
