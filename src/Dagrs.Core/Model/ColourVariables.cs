namespace Dagrs.Core.Model;

/// <summary>The variables that tell programs whether to write in colour. It knows neither dagrs' own colours nor tasks.</summary>
internal static class ColourVariables
{
    /// <summary>The variables that ask a command for colours when it has no others of this kind.</summary>
    public static IReadOnlyDictionary<string, string> Asking { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["FORCE_COLOR"] = "1", ["CLICOLOR_FORCE"] = "1" };

    private static readonly string[] Names = ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"];

    /// <summary>True when somebody has already decided about colours, either way.</summary>
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

    /// <summary>Adds the variables that ask for colours, unless the variables of the command already decide about them.</summary>
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
