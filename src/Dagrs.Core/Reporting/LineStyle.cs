using System.Buffers;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Core.Reporting;

/// <summary>Where lines of output go and how they look.</summary>
/// <param name="Target">Receives whole lines only, except in <see cref="OutputMode.Raw"/>.</param>
/// <param name="KeepColours">True when the target is a terminal that shows colours.</param>
/// <param name="Ci">The system that reads the lines; none of them may send it commands.</param>
internal sealed record LineStyle(IBufferWriter<byte> Target, bool KeepColours, CiSystem Ci)
{
    /// <summary>True when lines are hidden, but CI commands among them must still reach the system.</summary>
    public bool OnlyOrders { get; init; }
}
