using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>A task's bar in a trace, in whole microseconds from the start of the run.</summary>
internal sealed record TraceSlice(RecordedTask Task, int Process, int Lane, long Start, long Duration);
