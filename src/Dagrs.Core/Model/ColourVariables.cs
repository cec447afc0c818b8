namespace Dagrs.Core.Model;

/// <summary>The variables by which programs are told whether to write in colours. It knows neither dagrs' own colours nor tasks.</summary>
internal static class ColourVariables
{
    /// <summary>What asks for them, for a command of which nothing else is said.</summary>
    public static IReadOnlyDictionary<string, string> Asking { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["FORCE_COLOR"] = "1", ["CLICOLOR_FORCE"] = "1" };

    private static readonly string[] Names = ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"];

    /// <summary>True when somebody has decided about colours already, in whatever way.</summary>
    /// <param name="valueOf">Gives the value of a variable; null: it is not set.</param>
    public static bool AreSet(Func<string, string?> valueOf)
    {
        foreach (var name in Names)
        {
            if (valueOf(name) is not null)
            {
                return true;
            }
        }

        return valueOf("TERM") == "dumb";
    }

    /// <summary>The variables of a command with those that ask for colours, unless it has variables of its own that decide it.</summary>
    public static IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count == 0)
        {
            return Asking;
        }

        if (AreSet(variables.GetValueOrDefault))
        {
            return variables;
        }

        var all = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        foreach (var (name, value) in Asking)
        {
            all[name] = value;
        }

        return all;
    }
}
