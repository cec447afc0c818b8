namespace Dagrs.Cli.Import;

/// <summary>
/// Tells which texts are the same to a shell, whether they are pasted into a command before it is read or come from a variable while it runs: words without
/// quotes, operators and assignments.
/// </summary>
internal static class PlainValue
{
    /// <summary>Whether it is one; names of other such values may stand in it as marks.</summary>
    public static bool Is(string text) =>
        (text.StartsWith('-') || !text.Split(' ')[0].Contains('=', StringComparison.Ordinal)) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or ':' or ',' or '+' or '@' or '%' or '^' or '=' or ' ' or '*' or '?' || letter >= '\u00A1');

    /// <summary>Whether a parameter may be called so.</summary>
    public static bool MayBeParameter(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        && !name.StartsWith("DAGRS_", StringComparison.OrdinalIgnoreCase)
        && name.ToUpperInvariant() is not ("PATH" or "HOME" or "PWD" or "IFS" or "UID");
}
