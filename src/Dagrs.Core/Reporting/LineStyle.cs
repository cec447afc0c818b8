using System.Buffers;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Core.Reporting;

/// <summary>Where lines of output go and how they look.</summary>
/// <param name="Target">Gets whole lines only, but for <see cref="OutputMode.Raw"/>.</param>
/// <param name="KeepColours">True when the target is a terminal that shows colours.</param>
/// <param name="Ci">The system that reads the lines; none of them may give it orders.</param>
internal sealed record LineStyle(IBufferWriter<byte> Target, bool KeepColours, CiSystem Ci)
{
    /// <summary>True when nobody wants to see the lines, but the orders among them must reach the system.</summary>
    public bool OnlyOrders { get; init; }
}
