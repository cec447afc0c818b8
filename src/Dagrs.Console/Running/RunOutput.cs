using Dagrs.Console.Recording;
using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;

namespace Dagrs.Console.Running;

/// <summary>Where a run is reported, and what of that was lost.</summary>
/// <param name="Terminal">Standard output.</param>
/// <param name="Log">The file of the log; null: there is none.</param>
/// <param name="Lost">What was lost.</param>
/// <param name="Recordings">What is recorded for programs.</param>
internal sealed record RunOutput(Terminal Terminal, GatheredOutput? Log, LostOutput Lost, Recordings Recordings)
{
    /// <summary>The path of the log, as the user gave it; null: the log does not go to a file.</summary>
    public string? LogPath { get; init; }
}
