using Dagrs.Console.Recording;
using Dagrs.Console.Reporters;
using Dagrs.Console.Terminals;

namespace Dagrs.Console.Running;

/// <summary>Where a run is told of, and what of that did not arrive.</summary>
/// <param name="Terminal">Standard output.</param>
/// <param name="Log">The file of the log; null: it has none.</param>
/// <param name="Lost">What did not arrive.</param>
/// <param name="Recordings">What programs read of it.</param>
internal sealed record RunOutput(Terminal Terminal, GatheredOutput? Log, LostOutput Lost, Recordings Recordings)
{
    /// <summary>The path of the log, as the user gave it; null: the log has no file.</summary>
    public string? LogPath { get; init; }
}
