using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>One way to show what tasks write. Told of one thing at a time.</summary>
internal interface IOutputView
{
    void Start(TaskNode task);

    void Add(RunEvent.TaskOutput output);

    void End(TaskResult result);
}
