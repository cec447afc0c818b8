using Dagrs.Core.Definition;

namespace Dagrs.Cli.Checking;

/// <summary>The message of a problem for formats that show place and code separately.</summary>
internal static class ProblemWords
{
    /// <summary>Its severity, as a SARIF level.</summary>
    public static string LevelOf(ProblemCode code) => code.IsNote() ? "note" : "error";

    public static string Of(Problem problem) =>
        problem.Suggestion is { } suggestion ? $"{problem.Message}; did you mean '{suggestion}'?" : problem.Message;
}
