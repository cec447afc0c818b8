using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Ci;

namespace Dagrs.Console.Reporters;

/// <summary>What the terminal shows, and how.</summary>
/// <param name="Mode">How the output of tasks is shown.</param>
/// <param name="Ci">The CI system that reads the output.</param>
/// <param name="IsQuiet">True to leave out progress, and the counts of a run without failures.</param>
/// <param name="Log">Where the log goes.</param>
internal sealed record ConsoleOptions(OutputMode Mode, CiSystem Ci, bool IsQuiet, LogPlace Log);
