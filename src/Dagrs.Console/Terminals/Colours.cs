namespace Dagrs.Console.Terminals;

/// <summary>Decides whether colours are shown: by the command line, then the conventional variables, then the terminal.</summary>
internal static class Colours
{
    /// <param name="asked">What the command line says.</param>
    /// <param name="valueOf">Returns the value of a variable; null: it is not set.</param>
    /// <param name="isTerminal">True when the target is a terminal.</param>
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

        // A variable that is set says yes or no. If they disagree, yes wins, since the other may be someone's default.
        var (force, other) = (valueOf("FORCE_COLOR"), valueOf("CLICOLOR_FORCE"));
        return force is null && other is null ? isTerminal && valueOf("TERM") != "dumb" : IsYes(force) || IsYes(other);
    }

    private static bool IsYes(string? value) => value is not (null or "" or "0");
}
