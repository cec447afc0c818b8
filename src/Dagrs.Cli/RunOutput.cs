namespace Dagrs.Cli;

/// <summary>Where a run is told of, and what of that did not arrive.</summary>
/// <param name="Terminal">Standard output.</param>
/// <param name="Log">The file of the log; null: the terminal has the log too.</param>
/// <param name="Lost">What did not arrive.</param>
/// <param name="Recordings">What programs read of it.</param>
internal sealed record RunOutput(Terminal Terminal, LogFile? Log, LostOutput Lost, Recordings Recordings);
