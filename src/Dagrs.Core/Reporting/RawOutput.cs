using System.Buffers;
using Dagrs.Core.Events;

namespace Dagrs.Core.Reporting;

/// <summary>Shows the unchanged bytes, as they arrive.</summary>
internal sealed class RawOutput(LineStyle style) : IOutputView
{
    public void Add(RunEvent.TaskOutput output) => style.Target.Write(output.Bytes.Span);
}
