using Dagrs.Core.Definition;

namespace Dagrs.Cli.Checking;

/// <summary>The words of a problem where its place and code are told apart from them.</summary>
internal static class ProblemWords
{
    /// <summary>How bad it is, by the words of SARIF.</summary>
    public static string LevelOf(ProblemCode code) => code.IsNote() ? "note" : "error";

    public static string Of(Problem problem) =>
        problem.Suggestion is { } suggestion ? $"{problem.Message}; did you mean '{suggestion}'?" : problem.Message;
}
