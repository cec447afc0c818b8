using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>One way to show the output of tasks. Called for one event at a time.</summary>
internal interface IOutputView
{
    /// <summary>How many bytes could not be shown: they had to wait, and there was no space for them.</summary>
    long LostBytes => 0;

    void Start(TaskNode task)
    {
    }

    void Add(RunEvent.TaskOutput output);

    /// <summary>An attempt is over and the next begins: an incomplete line of the one does not continue in the other.</summary>
    void Retry(TaskNode task)
    {
    }

    void End(TaskResult result)
    {
    }
}
