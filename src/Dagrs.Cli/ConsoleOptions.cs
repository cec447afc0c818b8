using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Cli;

/// <summary>What the terminal shows, and how.</summary>
/// <param name="Mode">How the output of tasks is shown.</param>
/// <param name="Ci">The CI system that reads along.</param>
/// <param name="IsQuiet">True to leave out progress, and the counts of a run without failure.</param>
/// <param name="LogsToFile">True when the log has a file of its own: what tasks write goes there, and progress is shown here.</param>
internal sealed record ConsoleOptions(OutputMode Mode, CiSystem Ci, bool IsQuiet, bool LogsToFile);
