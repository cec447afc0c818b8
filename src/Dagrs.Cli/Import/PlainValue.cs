namespace Dagrs.Cli.Import;

/// <summary>
/// Recognises values that mean the same to a shell, whether they are pasted into a command or come from a variable: words without
/// quotes, operators and assignments.
/// </summary>
internal static class PlainValue
{
    /// <summary>Whether a text is one; names of other such values may occur in it as marks.</summary>
    public static bool Is(string text) =>
        (text.StartsWith('-') || !text.Split(' ')[0].Contains('=', StringComparison.Ordinal)) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' or ':' or ',' or '+' or '@' or '%' or '^' or '=' or ' ' or '*' or '?' || letter >= '\u00A1');

    /// <summary>Whether it is a valid name for a parameter.</summary>
    public static bool MayBeParameter(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        && !name.StartsWith("DAGRS_", StringComparison.OrdinalIgnoreCase)
        && name.ToUpperInvariant() is not ("PATH" or "HOME" or "PWD" or "IFS" or "UID");
}
