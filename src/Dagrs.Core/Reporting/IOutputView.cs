using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>One way to show what tasks write. Told of one thing at a time.</summary>
internal interface IOutputView
{
    /// <summary>How much of it could not be shown: it had to wait, and there was no room.</summary>
    long LostBytes => 0;

    void Start(TaskNode task)
    {
    }

    void Add(RunEvent.TaskOutput output);

    /// <summary>An attempt is over and the next begins: a half line of the one is not the beginning of a line of the other.</summary>
    void Retry(TaskNode task)
    {
    }

    void End(TaskResult result)
    {
    }
}
