namespace Dagrs.Console.Terminals;

/// <summary>Decides whether colours are shown: the command line, then the variables that programs have agreed on, then the terminal.</summary>
internal static class Colours
{
    /// <param name="asked">By the command line.</param>
    /// <param name="valueOf">Gives the value of a variable; null: it is not set.</param>
    /// <param name="isTerminal">True when they would be written to a terminal.</param>
    public static bool AreShown(ColourMode asked, Func<string, string?> valueOf, bool isTerminal)
    {
        if (asked != ColourMode.Auto)
        {
            return asked == ColourMode.Always;
        }

        if (valueOf("NO_COLOR") is { Length: > 0 })
        {
            return false;
        }

        // One that is set says yes or no; where they differ it is yes, since the other may be somebody's default.
        var (force, other) = (valueOf("FORCE_COLOR"), valueOf("CLICOLOR_FORCE"));
        return force is null && other is null ? isTerminal && valueOf("TERM") != "dumb" : IsYes(force) || IsYes(other);
    }

    private static bool IsYes(string? value) => value is not (null or "" or "0");
}
