using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>Checks names of parameters and matrix keys, which become environment variables of the commands that name them.</summary>
internal static class InputName
{
    // A shell would break, or refuse, if one of these had another value.
    private static readonly string[] Taken = ["PATH", "HOME", "PWD", "IFS", "UID"];

    /// <summary>What is wrong with a name, phrased to follow "'x' "; null when nothing is.</summary>
    public static string? ProblemOf(string name)
    {
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
        {
            var other = new string([.. name.Where(char.IsAscii).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]).TrimStart('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
            return $"is not a valid name: use a letter, then letters, digits and '_'{(other.Length > 0 ? $", such as {Quoted.Name(other)}" : "")}; commands get it as a variable";
        }

        var isTaken = Taken.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("DAGRS_", StringComparison.OrdinalIgnoreCase);
        return isTaken ? "is a variable with a meaning of its own; use another name, because commands get it as a variable" : null;
    }
}
