using Dagrs.Core.Definition;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads true and false.</summary>
internal static class FlagReader
{
    // The words of YAML 1.1. YAML 1.2 and dagrs reject them: to guess would hide what was meant.
    private static readonly string[] OldTruths = ["yes", "y", "on"];
    private static readonly string[] OldFalsehoods = ["no", "n", "off"];

    public static bool Flag(ValueReader value) => Placed(value)?.Value ?? false;

    /// <summary>True or false, and its place; null when it is neither.</summary>
    public static Located<bool>? Placed(ValueReader value)
    {
        var place = value.Place;
        if (value.Peek() is not Scalar)
        {
            value.ReportKind("true or false");
            return null;
        }

        if (value.Text() is not { } word)
        {
            return null;
        }

        if (bool.TryParse(word, out var flag))
        {
            return new(flag, place);
        }

        value.Report(ProblemCode.BadValue, place, $"{value.Subject} must be true or false, not {Quoted.Name(word)}{(MeaningOf(word) is { } meant ? $"; write {meant}" : "")}");
        return null;
    }

    /// <summary>The meaning of a YAML 1.1 word for true or false; null for every other word.</summary>
    public static string? MeaningOf(string word)
    {
        if (OldTruths.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            return "true";
        }

        return OldFalsehoods.Contains(word, StringComparer.OrdinalIgnoreCase) ? "false" : null;
    }
}
