using System.Buffers;
using Dagrs.Core.Events;
using Dagrs.Core.Graph;

namespace Dagrs.Core.Reporting;

/// <summary>Shows the very bytes, as they come.</summary>
internal sealed class RawOutput(LineStyle style) : IOutputView
{
    public void Start(TaskNode task)
    {
    }

    public void Add(RunEvent.TaskOutput output) => style.Target.Write(output.Bytes.Span);

    public void End(TaskResult result)
    {
    }
}
